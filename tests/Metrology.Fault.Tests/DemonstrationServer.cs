using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Metrology.Fault.Tests;

/// <summary>The product as a process.</summary>
internal sealed class DemonstrationServer : IDisposable
{
    private readonly Process process;
    private readonly List<string> said = [];

    private DemonstrationServer(Process process) => (this.process, Ended) = (process, process.WaitForExitAsync());

    public Task Ended { get; }

    /// <param name="instrument">Whose key it is waited for.</param>
    public static async Task<DemonstrationServer> StartAsync(string folder, int port, int http, string instrument = InstrumentLoad.Pile)
    {
        var server = new DemonstrationServer(Killed.Start("metrology.dll", "serve", "--demo", "--data", folder, "--urls", $"http://127.0.0.1:{http}", "--mqtt", $"127.0.0.1:{port}", "--lang", "en"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        _ = server.process.StandardError.ReadToEndAsync();
        while (server.KeyOf(instrument).Length == 0)
            server.said.Add(await server.process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(string.Join('\n', server.said)));
        return server;
    }

    public string KeyOf(string instrument) => said.Where(line => line.Contains("MQTT key", StringComparison.Ordinal) && line.Contains(instrument, StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).FirstOrDefault() ?? "";

    /// <summary>Of each demonstration account: name and password.</summary>
    public IEnumerable<(string Name, string Password)> Logins => said.Where(line => line.StartsWith("Demo sign-in: ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[2], words[3]));

    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>As systemd ends it: what is under way comes to its end.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await Ended;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
