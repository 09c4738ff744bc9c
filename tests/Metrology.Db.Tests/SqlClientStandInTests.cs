using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Data.SqlClient;

namespace Metrology.Db.Tests;

/// <summary>
/// SqlClient binds to Microsoft.SqlServer.Server when it compiles its first method about parameters. Compiling every method of it, as the runtime would on
/// first use, shows that types and members are all there.
/// </summary>
public sealed class SqlClientStandInTests
{
    private const string ServerTypes = "Microsoft.SqlServer.Server";
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_reference_of_SqlClient_binds_to_the_assembly_beside_it()
    {
        var wanted = typeof(SqlConnection).Assembly.GetReferencedAssemblies().Single(name => name.Name == ServerTypes);
        var found = Assembly.Load(wanted).GetName();

        Assert.Equal(new Version(1, 0, 0, 0), found.Version);
        Assert.Equal("23EC7FC2D6EAA4A5", Convert.ToHexString(found.GetPublicKeyToken()!));
        Assert.Equal(wanted.GetPublicKeyToken(), found.GetPublicKeyToken());
    }

    [Fact]
    public void Every_method_of_SqlClient_that_needs_it_compiles()
    {
        var (compiled, failures) = Compile(typeof(SqlConnection).Assembly);

        Assert.True(compiled > 5000, $"{compiled} methods compiled");
        Assert.Empty(failures);
    }

    [Fact]
    public void Without_it_the_protocol_code_fails()
    {
        var alone = new WithoutServerTypes();
        var (_, failures) = Compile(alone.LoadFromAssemblyPath(typeof(SqlConnection).Assembly.Location));
        Assert.Contains(failures, failure => failure.Contains("SqlClient.TdsParser.", StringComparison.Ordinal));
    }

    private static (int Compiled, List<string> Failures) Compile(Assembly client)
    {
        var compiled = 0;
        var failures = new List<string>();
        foreach (var type in Types(client, failures).Where(type => !type.ContainsGenericParameters))
        {
            foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            {
                if (method.IsAbstract || method.ContainsGenericParameters)
                    continue;
                try
                {
                    if (method.GetMethodBody() is null)
                        continue;
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    compiled++;
                }
                catch (Exception missing) when (missing.Message.Contains(ServerTypes, StringComparison.Ordinal))
                {
                    failures.Add($"{type.FullName}.{method.Name}: {missing.Message}");
                }
                catch (FileNotFoundException)
                {
                    // The two assemblies for sign-in through a broker, which no password or certificate connection reaches.
                }
            }
        }

        return (compiled, failures);
    }

    private static IEnumerable<Type> Types(Assembly client, List<string> failures)
    {
        try
        {
            return client.GetTypes();
        }
        catch (ReflectionTypeLoadException incomplete)
        {
            failures.AddRange(incomplete.LoaderExceptions.OfType<FileNotFoundException>().Select(missing => missing.Message).Where(message => message.Contains(ServerTypes)));
            return incomplete.Types.OfType<Type>();
        }
    }

    private sealed class WithoutServerTypes() : AssemblyLoadContext("without", isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == ServerTypes ? throw new FileNotFoundException($"{ServerTypes} is withheld", ServerTypes) : null;
    }
}
