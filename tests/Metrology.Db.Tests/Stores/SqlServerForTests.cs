using System.Diagnostics;
using Metrology.App.Storage;
using Metrology.Db.SqlServer;
using Metrology.Testing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests.Stores;

/// <summary>A server to test against: the one METROLOGY_TEST_SQLSERVER names, else one in a container, else none.</summary>
internal static class SqlServerForTests
{
    private const string Variable = "METROLOGY_TEST_SQLSERVER";
    private const string Image = "mcr.microsoft.com/mssql/server:2022-CU14-ubuntu-22.04";
    private const string ReadyLine = "Recovery is complete";
    private static readonly Lazy<Task<string?>> Server = new(FindAsync);

    /// <summary>A database of its own on the server.</summary>
    public static async Task<StoreUnderTest> OpenAsync()
    {
        var server = await Server.Value;
        Assert.SkipWhen(server is null, $"skipped: no Docker and {Variable} is not set");
        var settings = new SqlServerSettings(new SqlConnectionStringBuilder(server) { InitialCatalog = $"metrology_test_{Guid.NewGuid():N}" }.ConnectionString);
        return new(new SqlServerStore(settings), async () =>
        {
            await using var db = new MetrologyDb(settings.Options());
            await db.Database.EnsureDeletedAsync();
        });
    }

    private static async Task<string?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        if (ForeignProgram.Find("docker") is null || ForeignProgram.Run("docker", "info").ExitCode != 0)
            return null;

        var password = $"Aa1!{Guid.NewGuid():N}";
        var container = Docker("run", "--rm", "-d", "-e", "ACCEPT_EULA=Y", "-e", $"MSSQL_SA_PASSWORD={password}", "-p", "127.0.0.1::1433", Image);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Docker("rm", "-f", container);
        await ReadyAsync(container);
        return $"Server={Docker("port", container, "1433/tcp").Replace(':', ',')};User Id=sa;Password={password};TrustServerCertificate=true";
    }

    private static async Task ReadyAsync(string container)
    {
        using var log = Process.Start(new ProcessStartInfo(ForeignProgram.Find("docker")!, ["logs", "-f", container]) { RedirectStandardOutput = true })!;
        while (await log.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(ReadyLine, StringComparison.Ordinal))
            {
                log.Kill();
                return;
            }
        }

        throw new InvalidOperationException("The SQL Server container ended before it was ready.");
    }

    private static string Docker(params string[] arguments)
    {
        var (exitCode, output, error) = ForeignProgram.Run("docker", arguments);
        return exitCode == 0 ? output.Trim() : throw new InvalidOperationException($"docker {arguments[0]}: {error}");
    }
}
