using System.CommandLine;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Adapters.Wire;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Parameters;
using Metrology.App.Software;
using Metrology.Web.Access;
using Metrology.Web.Features;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Server;

/// <summary>
/// Everything by which legally relevant software can be reached or changed, as the program itself knows it (WELMEC 7.2 S1, P3, P4: modules, parameters, and commands of every interface, complete, each
/// documented). docs/legal-relevance.json is its answer; a test fails where they differ.
/// </summary>
internal static class LegalRelevanceCommand
{
    private const string KeyBegins = "METROLOGY_";

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal)
    {
        var command = new Command("legal-relevance", terminal.Say("列出法定相关的模块、命令、接口、主题、配置项和参数（JSON）", "List legally relevant modules, commands, routes, topics, settings and parameters (JSON)"));
        command.SetAction(async (_, _) =>
        {
            await terminal.Out.WriteLineAsync(await TextAsync(command.Parents.OfType<RootCommand>().Single()));
            return Terminal.Done;
        });
        return command;
    }

    private static async Task<string> TextAsync(RootCommand root)
    {
        // Only its routes are asked for; it never starts.
        var folder = Directory.CreateTempSubdirectory("metrology-list-");
        try
        {
            await using var app = MetrologyHost.Create(new ServeOptions(new(folder.FullName)));
            return JsonSerializer.Serialize(
                new
                {
                    modules = LegalSoftware.Modules.Select(module => new { file = module.File, legal = module.IsLegal, does = module.Does.En }),
                    commands = CommandsOf(root, "").Order(StringComparer.Ordinal),
                    routes = RoutesOf(app),
                    topics = TopicsOf("INSTRUMENT"),
                    settings = SettingNames(),
                    jobs = JobCatalog.All.Select(job => $"{job.Id} {job.Schedule.Time:HH:mm}"),
                    rights = Enum.GetValues<Role>().Select(role => $"{role}: {string.Join(' ', Enum.GetValues<Permission>().Where(permission => new Actor(0, "", [role]).Allows(permission)))}"),
                    parameters = ParameterNames.All.Select(one => $"{one.Subject}: {one.Kind}.{one.Property} {one.Name.Zh} / {one.Name.En}"),
                },
                Form);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> CommandsOf(Command command, string above)
    {
        var name = command is RootCommand ? "metrology" : $"{above} {command.Name}";
        return command.Subcommands.Count > 0
            ? command.Subcommands.SelectMany(one => CommandsOf(one, name))
            : [string.Join(' ', command.Arguments.Select(one => $"<{one.Name}>").Concat(command.Options.Where(one => one.Name != "--help").Select(one => one.Name).Order(StringComparer.Ordinal)).Prepend(name))];
    }

    private static IEnumerable<string> RoutesOf(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')} : {Who(endpoint)}"))
        .Distinct().Order(StringComparer.Ordinal);

    private static string Who(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<NeedsPermission>() is { } needed ? needed.Permission.ToString()
        : endpoint.Metadata.GetMetadata<NeedsOnlySignIn>() is not null ? "signed in"
        : endpoint.Metadata.GetMetadata<OpenToStrangers>() is { } open ? $"open: {open.Reason}" : "nobody";

    /// <summary>Every topic that the contract can make.</summary>
    private static IEnumerable<string> TopicsOf(string instrument) => typeof(WireTopics).GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => method.ReturnType == typeof(string)).Select(method => (string)method.Invoke(null, [instrument])!).Where(topic => !topic.Contains(':', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>Every constant of the product that is a name of the environment.</summary>
    private static IEnumerable<string> SettingNames() => LegalSoftware.Modules.Select(module => Path.Combine(AppContext.BaseDirectory, module.File)).Where(File.Exists)
        .Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path))).SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string?)field.GetRawConstantValue()).OfType<string>()
        .Where(text => text.StartsWith(KeyBegins, StringComparison.Ordinal) && text.Length > KeyBegins.Length).Distinct().Order(StringComparer.Ordinal);
}
