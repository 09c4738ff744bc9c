using System.CommandLine;
using Metrology.Db.Tool;

const int Done = 0;
const int FoundWrong = 1;
const int UsedWrongly = 2;

var scripts = new Option<DirectoryInfo>("--scripts")
{
    Description = "Folder of the committed scripts",
    DefaultValueFactory = _ => new(Path.Combine("db", "scripts")),
};
var providerName = new Option<string>("--provider") { Description = "sqlite or sqlserver", Required = true };
providerName.AcceptOnlyFromAmong([.. Provider.All.Select(provider => provider.Name)]);
var connection = new Option<string>("--connection") { Description = "File of the embedded database, or a connection string", Required = true };

var migrate = new Command("migrate", "Creates the database or brings its schema up to date") { providerName, connection };
migrate.SetAction(async (parsed, cancellation) =>
{
    var store = Provider.All.Single(provider => provider.Name == parsed.GetValue(providerName)).Open(parsed.GetValue(connection)!);
    await using var closing = store as IAsyncDisposable;
    await store.MigrateAsync(cancellation);
    Console.WriteLine($"up to date: {await store.DescribeAsync(cancellation)}");
    return Done;
});

var script = new Command("script", "Writes the schema of both databases as SQL") { scripts };
script.SetAction(parsed =>
{
    foreach (var provider in Provider.All)
    {
        var path = Path.Combine(parsed.GetValue(scripts)!.FullName, provider.ScriptFile);
        File.WriteAllText(path, SchemaScript.Generate(provider));
        Console.WriteLine(path);
    }

    return Done;
});

var verify = new Command("verify", "Says whether model, migrations and committed scripts agree") { scripts };
verify.SetAction(parsed =>
{
    var faults = Provider.All.SelectMany(provider => SchemaScript.Faults(provider, parsed.GetValue(scripts)!.FullName)).ToList();
    foreach (var fault in faults)
        Console.WriteLine(fault);
    if (faults.Count > 0)
        return FoundWrong;
    Console.WriteLine("model, migrations and scripts agree");
    return Done;
});

var parsed = new RootCommand("Schema of the Metrology databases") { migrate, script, verify }.Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? UsedWrongly : exitCode;
