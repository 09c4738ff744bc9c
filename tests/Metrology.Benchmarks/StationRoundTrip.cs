using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Metrology.Instruments.Links;
using Metrology.Links.Station;
using Metrology.Links.Tty;

namespace Metrology.Benchmarks;

/// <summary>
/// What the way over a station adds to an exchange: the same echo at a pseudo-terminal, asked directly and through a line of a station on this machine (WebSocket over loopback, sealed messages), in turns.
/// </summary>
static class StationRoundTrip
{
    const int Bytes = 24, Turns = 20, Exchanges = 500;

    public static async Task RunAsync()
    {
        await using var pair = PtyPair.Open();
        using var ending = new CancellationTokenSource();
        var echo = EchoAsync(pair.Master, ending.Token);
        var (direct, over) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            await using (var link = new TtyLink(pair.SlavePath, TtySettings.Default))
                await AskAsync(link, direct);
            await using (var link = await StationAsync(pair.SlavePath))
                await AskAsync(link, over);
        }

        await ending.CancelAsync();
        await echo;
        foreach (var (name, times) in new[] { ("direct", direct), ("over a station", over) })
        {
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms of {times.Count} exchanges of {Bytes} bytes"));
        }
    }

    static async Task AskAsync(ILink link, List<double> times)
    {
        await link.OpenAsync(default);
        var (question, answer) = (new byte[Bytes], new byte[Bytes]);
        for (var i = 0; i < Exchanges; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await link.WriteAsync(question, default);
            for (var got = 0; got < Bytes;)
                got += await link.ReadAsync(answer.AsMemory(got), default);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    static async Task<ILink> StationAsync(string path)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await near.ConnectAsync(listener.LocalEndpoint);
        var far = await listener.AcceptSocketAsync();
        far.NoDelay = true;
        var (one, other) = (RandomNumberGenerator.GetBytes(StationLine.KeyBytes), RandomNumberGenerator.GetBytes(StationLine.KeyBytes));
        var server = new StationLine(WebSocket.CreateFromStream(new NetworkStream(near, true), new() { IsServer = true }), one, other);
        var station = new StationLine(WebSocket.CreateFromStream(new NetworkStream(far, true), new() { IsServer = false }), other, one);
        _ = new StationPort(station, _ => new TtyLink(path, TtySettings.Default), TimeProvider.System).RunAsync(_ => { }, default);
        return new StationLink("bench", new TtyLink(path, TtySettings.Default), _ => Task.FromResult(server), TimeProvider.System);
    }

    static async Task EchoAsync(ILink line, CancellationToken cancellation)
    {
        var buffer = new byte[256];
        try
        {
            while (true)
            {
                var count = await line.ReadAsync(buffer, cancellation);
                await line.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }
}
