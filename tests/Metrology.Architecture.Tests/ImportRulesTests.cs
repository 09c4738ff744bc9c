using System.Reflection;

namespace Metrology.Architecture.Tests;

public sealed class ImportRulesTests
{
    [Fact]
    public void Every_project_imports_only_what_its_room_allows() =>
        Assert.Empty(ProjectFile.All.SelectMany(ImportRules.Violations));

    [Theory]
    [InlineData("Metrology.Core", "<ProjectReference Include=\"../Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Core", "<PackageReference Include=\"MathNet.Numerics\" />")]
    [InlineData("Metrology.Instruments", "<PackageReference Include=\"Microsoft.EntityFrameworkCore.Relational\" />")]
    [InlineData("Metrology.Pdf", "<ProjectReference Include=\"../Metrology.Mqtt/Metrology.Mqtt.csproj\" />")]
    [InlineData("Metrology.Mqtt", "<ProjectReference Include=\"../Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.App", "<PackageReference Include=\"Microsoft.EntityFrameworkCore.Sqlite\" />")]
    [InlineData("Metrology.App", "<ProjectReference Include=\"../../firmware-adapters/Metrology.Adapters/Metrology.Adapters.csproj\" />")]
    [InlineData("Metrology.Adapters", "<ProjectReference Include=\"../Metrology.Links/Metrology.Links.csproj\" />")]
    [InlineData("Metrology.Links", "<ProjectReference Include=\"../../src/Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Db.Sqlite", "<ProjectReference Include=\"../Metrology.Db.SqlServer/Metrology.Db.SqlServer.csproj\" />")]
    [InlineData("Metrology.Edges.OpenXml", "<PackageReference Include=\"Quartz\" />")]
    [InlineData("Metrology.Edges.Quartz", "<ProjectReference Include=\"../../Metrology.Web/Metrology.Web.csproj\" />")]
    [InlineData("Metrology.Edges.Quartz", "<PackageReference Include=\"Hangfire.AspNetCore\" />")]
    [InlineData("Metrology.Procedures", "<ProjectReference Include=\"../Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Documents", "<ProjectReference Include=\"../Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Documents", "<PackageReference Include=\"SkiaSharp\" />")]
    [InlineData("Metrology.Dcc", "<ProjectReference Include=\"../Metrology.Pdf/Metrology.Pdf.csproj\" />")]
    [InlineData("Metrology.Dcc", "<PackageReference Include=\"System.Security.Cryptography.Xml\" />")]
    [InlineData("Metrology.Verify", "<ProjectReference Include=\"../Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Verify", "<ProjectReference Include=\"../../firmware-adapters/Metrology.Links/Metrology.Links.csproj\" />")]
    [InlineData("Metrology.Verify", "<PackageReference Include=\"Microsoft.EntityFrameworkCore.Relational\" />")]
    [InlineData("Metrology.Station", "<ProjectReference Include=\"../Metrology.Web/Metrology.Web.csproj\" />")]
    [InlineData("Metrology.Station", "<ProjectReference Include=\"../../firmware-adapters/Metrology.Simulators/Metrology.Simulators.csproj\" />")]
    [InlineData("Metrology.Simulators", "<ProjectReference Include=\"../../src/Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Links.SerialPort", "<ProjectReference Include=\"../../src/Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Links.SerialPort", "<PackageReference Include=\"MQTTnet\" />")]
    [InlineData("Metrology.Links.MqttNet", "<ProjectReference Include=\"../../src/Metrology.Mqtt/Metrology.Mqtt.csproj\" />")]
    [InlineData("Metrology.Links.MqttNet", "<PackageReference Include=\"System.IO.Ports\" />")]
    [InlineData("Metrology.Edges.Hangfire", "<ProjectReference Include=\"../Metrology.Edges.Quartz/Metrology.Edges.Quartz.csproj\" />")]
    [InlineData("Metrology.Edges.Hangfire", "<PackageReference Include=\"Quartz\" />")]
    [InlineData("Metrology.Db.SqlServer", "<ProjectReference Include=\"../Metrology.Db.Sqlite/Metrology.Db.Sqlite.csproj\" />")]
    [InlineData("Metrology.Db.SqlServer", "<PackageReference Include=\"Microsoft.EntityFrameworkCore.Sqlite\" />")]
    [InlineData("Microsoft.SqlServer.Server", "<ProjectReference Include=\"../../src/Metrology.App/Metrology.App.csproj\" />")]
    [InlineData("Metrology.Newcomer", "")]
    public void A_planted_import_is_found(string project, string reference)
    {
        Assert.Single(ImportRules.Violations(Planted(project, reference)));
        // It is the import that is found, not the project.
        if (reference.Length > 0)
            Assert.Empty(ImportRules.Violations(Planted(project, "")));
    }

    /// <summary>A room without a planted violation is a room whose rule nobody has seen work.</summary>
    [Fact]
    public void Every_room_has_a_planted_import()
    {
        var planted = typeof(ImportRulesTests).GetMethod(nameof(A_planted_import_is_found))!.GetCustomAttributes<InlineDataAttribute>().Select(one => (string)one.Data[0]!);
        Assert.Empty(ImportRules.Rooms.Except(planted));
    }

    private static ProjectFile Planted(string project, string reference) => ProjectFile.Parse(project, "planted", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");
}
