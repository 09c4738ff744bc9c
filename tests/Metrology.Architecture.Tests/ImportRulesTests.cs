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
    [InlineData("Metrology.Edges.Quartz", "<ProjectReference Include=\"../../Metrology.Web/Metrology.Web.csproj\" />")]
    [InlineData("Metrology.Edges.Quartz", "<PackageReference Include=\"Hangfire.AspNetCore\" />")]
    [InlineData("Metrology.Newcomer", "")]
    public void A_planted_import_is_found(string project, string reference) =>
        Assert.Single(ImportRules.Violations(ProjectFile.Parse(project, "planted", $"<Project><ItemGroup>{reference}</ItemGroup></Project>")));
}
