namespace Metrology.Architecture.Tests;

/// <summary>Who may import whom (docs/adr/0002-rooms.md). A project that is not in the table may import nothing.</summary>
public static class ImportRules
{
    private const string Core = "Metrology.Core";
    private const string Instruments = "Metrology.Instruments";
    private const string Procedures = "Metrology.Procedures";
    private const string Pdf = "Metrology.Pdf";
    private const string Mqtt = "Metrology.Mqtt";
    private const string Dcc = "Metrology.Dcc";
    private const string App = "Metrology.App";

    /// <summary>Packages that belong to the build and add nothing to the product.</summary>
    private static readonly string[] BuildOnly = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.EntityFrameworkCore.Design"];

    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        [Core] = ([], []),
        [Instruments] = ([Core], []),
        [Procedures] = ([Core], []),
        [Pdf] = ([], []),
        [Mqtt] = ([Instruments], []),
        [Dcc] = ([Core], []),
        ["Metrology.Documents"] = ([Core, Pdf, Dcc], []),
        ["Metrology.VerifierPage"] = ([Pdf, Dcc, Procedures], []),
        ["Metrology.Verify"] = ([Core, Procedures, Pdf, Dcc, "Metrology.VerifierPage", "Metrology.Adapters"], []),
        [App] = ([Core, Instruments, Procedures, Dcc], ["Microsoft.EntityFrameworkCore.Relational"]),
        ["Metrology.Station"] = ([Core, Instruments, App, Mqtt, "Metrology.Links", "Metrology.Adapters"], []),
        ["Metrology.Links"] = ([Core, Instruments, Mqtt], []),
        ["Metrology.Links.SerialPort"] = ([Core, Instruments, "Metrology.Links"], ["System.IO.Ports"]),
        ["Metrology.Links.MqttNet"] = ([Core, Instruments], ["MQTTnet"]),
        ["Metrology.Adapters"] = ([Core, Instruments], []),
        ["Metrology.Simulators"] = ([Core, Instruments, "Metrology.Adapters", "Metrology.Links"], []),
        ["Metrology.Edges.OpenXml"] = ([App], ["DocumentFormat.OpenXml"]),
        ["Metrology.Edges.Quartz"] = ([App], ["Quartz"]),
        ["Metrology.Edges.Hangfire"] = ([App], ["Hangfire.AspNetCore", "Hangfire.SqlServer"]),
        ["Metrology.Db.Sqlite"] = ([App], ["Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"]),
        ["Metrology.Db.SqlServer"] = ([App, "Microsoft.SqlServer.Server"], ["Microsoft.EntityFrameworkCore.SqlServer", "System.IdentityModel.Tokens.Jwt"]),
        ["Microsoft.SqlServer.Server"] = ([], []),
    };

    /// <summary>Composition roots: they may import every project.</summary>
    private static readonly string[] Roots = ["Metrology.Web", "Metrology.Db.Tool"];

    public static IEnumerable<string> Rooms => Allowed.Keys;

    public static IEnumerable<string> Violations(ProjectFile project)
    {
        if (Roots.Contains(project.Name))
            return [];
        if (!Allowed.TryGetValue(project.Name, out var allowed))
            return [$"{project.Name} is not in the table of rooms"];
        return
        [
            .. project.Projects.Except(allowed.Projects).Select(other => $"{project.Name} imports {other}"),
            .. project.Packages.Except(allowed.Packages).Except(BuildOnly).Select(package => $"{project.Name} imports package {package}"),
        ];
    }
}
