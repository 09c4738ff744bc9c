using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading.Channels;

namespace Metrology.Web.Host.Syslog;

/// <summary>
/// Sends every line of the log to a collector as well. What cannot be sent waits in memory, at most <see cref="Most"/> lines, while the connection is made again; how many were dropped is the next line that
/// arrives. The server works whether the collector is there or not.
/// </summary>
internal sealed class SyslogLog : ILoggerProvider
{
    public const int Most = 10_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(10), Farewell = TimeSpan.FromSeconds(3);

    private readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(Most) { SingleReader = true });
    private readonly ConcurrentDictionary<string, Writer> writers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly SyslogAddress address;
    private readonly TimeProvider clock;
    private readonly Task sending;
    private long dropped;

    public SyslogLog(SyslogAddress address, TimeProvider clock)
    {
        (this.address, this.clock) = (address, clock);
        sending = Task.Run(SendAsync);
    }

    public ILogger CreateLogger(string categoryName) => writers.GetOrAdd(categoryName, name => new(this, name));

    /// <summary>What waits is sent, where the collector takes it within a moment.</summary>
    public void Dispose()
    {
        waiting.Writer.TryComplete();
        stopping.CancelAfter(Farewell);
        sending.Wait(Farewell * 2);
        stopping.Dispose();
    }

    private void Say(LogLevel level, string category, string text)
    {
        if (!waiting.Writer.TryWrite(SyslogLine.Of(level, clock.GetUtcNow(), Environment.MachineName, Environment.ProcessId, category, Activity.Current?.TraceId.ToString(), text)))
            Interlocked.Increment(ref dropped);
    }

    private async Task SendAsync()
    {
        byte[]? line = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var way = await OpenAsync(stopping.Token);
                while (line is not null || await waiting.Reader.WaitToReadAsync(stopping.Token))
                {
                    if (Interlocked.Exchange(ref dropped, 0) is var lost and > 0)
                        await way.SendAsync(SyslogLine.Of(LogLevel.Warning, clock.GetUtcNow(), Environment.MachineName, Environment.ProcessId, nameof(SyslogLog), null, $"{lost} lines were dropped"), stopping.Token);
                    while (line is not null || waiting.Reader.TryRead(out line))
                    {
                        await way.SendAsync(line, stopping.Token);
                        line = null;
                    }
                }

                return;
            }
            catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException or OperationCanceledException)
            {
                // Said nowhere: the log itself would be the place. The line that was not sent goes first on the next connection.
                await Task.Delay(Again, stopping.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<Way> OpenAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var socket = address.Scheme switch
        {
            "unix" => new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified),
            "udp" => new Socket(SocketType.Dgram, ProtocolType.Udp),
            _ => new Socket(SocketType.Stream, ProtocolType.Tcp),
        };
        try
        {
            if (address.Scheme == "unix")
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Host), patience.Token);
            else
                await socket.ConnectAsync(address.Host, address.Port, patience.Token);
            if (address.Scheme != "tls")
                return new(socket, null);
            var tls = new SslStream(new NetworkStream(socket));
            await tls.AuthenticateAsClientAsync(new() { TargetHost = address.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, patience.Token);
            return new(socket, tls);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A connection; on a stream each line comes with its length (RFC 6587 3.4.1).</summary>
    private sealed class Way(Socket socket, SslStream? tls) : IDisposable
    {
        public async Task SendAsync(byte[] line, CancellationToken cancellation)
        {
            byte[] bytes = socket.SocketType == SocketType.Stream ? [.. Encoding.ASCII.GetBytes($"{line.Length} "), .. line] : line;
            if (tls is not null)
                await tls.WriteAsync(bytes, cancellation);
            else
                await socket.SendAsync(bytes, cancellation);
        }

        public void Dispose()
        {
            tls?.Dispose();
            socket.Dispose();
        }
    }

    private sealed class Writer(SyslogLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Say(logLevel, category, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
    }
}
