using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Metrology.Testing;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>A program of the mosquitto family that runs beside the test and is killed with it.</summary>
sealed class Mosquitto : IAsyncDisposable
{
    readonly Process process;
    readonly Task<string> errors;

    Mosquitto(string program, params string[] arguments)
    {
        // stdbuf: on a pipe the programs would hold their lines back.
        process = Process.Start(new ProcessStartInfo("stdbuf", ["-oL", ForeignProgram.Find(program)!, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        errors = program == "mosquitto" ? Task.FromResult("") : process.StandardError.ReadToEndAsync();
    }

    public static string? Missing =>
        ForeignProgram.Missing("mosquitto_sub") ?? ForeignProgram.Missing("mosquitto") ?? ForeignProgram.Missing("stdbuf");

    /// <summary>Runs mosquitto_pub to its end.</summary>
    public static async Task<(int ExitCode, string Error)> PublishAsync(int port, params string[] arguments)
    {
        await using var program = new Mosquitto("mosquitto_pub", [.. arguments.Contains("-h") ? Array.Empty<string>() : ["-h", "127.0.0.1"], "-p", $"{port}", .. arguments]);
        await program.process.WaitForExitAsync(Patience.Token);
        return (program.process.ExitCode, await program.errors.InTime());
    }

    /// <summary>Starts mosquitto_sub in debug mode and returns once it has its SUBACK.</summary>
    public static async Task<Mosquitto> SubscribeAsync(int port, params string[] arguments)
    {
        var program = Subscribe(port, arguments);
        try
        {
            await program.ReadUntilAsync("received SUBACK");
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts mosquitto_sub in debug mode; messages of an old session come before its SUBACK.</summary>
    public static Mosquitto Subscribe(int port, params string[] arguments) =>
        new("mosquitto_sub", ["-h", "127.0.0.1", "-p", $"{port}", "-d", .. arguments]);

    /// <summary>The next line of the output that contains the text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await process.StandardOutput.ReadLineAsync(Patience.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        throw new EndOfStreamException($"no line with '{text}'; errors: {await errors.InTime()}");
    }

    /// <summary>Starts a broker on a free port; returns once it listens.</summary>
    public static async Task<(Mosquitto Broker, int Port)> StartBrokerAsync(string folder, int? port = null, string lines = "allow_anonymous true\n")
    {
        var chosen = port ?? FreePort();
        var config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(config, $"listener {chosen} 127.0.0.1\n{lines}persistence false\nuser {Environment.UserName}\nlog_dest stderr\n");
        var broker = new Mosquitto("mosquitto", "-c", config);
        string? line;
        do
            line = await broker.process.StandardError.ReadLineAsync(Patience.Token);
        while (line is not null && !line.Contains("running", StringComparison.Ordinal));
        Assert.NotNull(line);
        _ = broker.process.StandardError.ReadToEndAsync();
        return (broker, chosen);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(Patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
