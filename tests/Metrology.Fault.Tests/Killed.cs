using System.Diagnostics;
using System.Globalization;

namespace Metrology.Fault.Tests;

/// <summary>A worker that was run until it was killed or came to its end, and everything that it had acknowledged.</summary>
internal sealed record Killed(IReadOnlyList<string> Acknowledged, bool WasKilled, string Errors)
{
    /// <summary>SIGKILL, as a shell counts it.</summary>
    private const int KilledExit = 137;

    /// <summary>A worker that starts on a busy machine; passing it is a failure.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(5);

    /// <summary>The worker kills itself at the step.</summary>
    public static async Task<Killed> AtAsync(string task, string folder, string step, int times)
    {
        using var worker = Start("Metrology.Fault.Worker.dll", task, folder, step, times.ToString(CultureInfo.InvariantCulture));
        return await EndAsync(worker, int.MaxValue);
    }

    /// <summary>It is killed from outside once it has acknowledged so much.</summary>
    public static async Task<Killed> AfterAsync(string task, string folder, int acknowledged)
    {
        using var worker = Start("Metrology.Fault.Worker.dll", task, folder, "-", "0");
        return await EndAsync(worker, acknowledged);
    }

    public static Process Start(string program, params string[] arguments) => StartWith([], program, arguments);

    /// <param name="environment">Variables that only this process sees.</param>
    public static Process StartWith(IEnumerable<KeyValuePair<string, string>> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Killed> EndAsync(Process worker, int acknowledged)
    {
        using var timeout = new CancellationTokenSource(Slowest);
        var errors = worker.StandardError.ReadToEndAsync();
        var said = new List<string>();
        try
        {
            while (await worker.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                said.Add(line);
                if (said.Count == acknowledged)
                    worker.Kill();
            }

            await worker.WaitForExitAsync(timeout.Token);
            return new(said, worker.ExitCode == KilledExit, await errors);
        }
        finally
        {
            worker.Kill();
        }
    }
}
