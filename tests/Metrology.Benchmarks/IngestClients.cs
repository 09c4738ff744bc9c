using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Metrology.Benchmarks;

/// <summary>
/// The instruments of the ingest benchmark, a process of their own: each publishes readings of 200 bytes with QoS 1. Without a rate a client keeps its window
/// full; with one messages go out by the clock, whatever has been acknowledged, and their time runs from when they were due.
/// </summary>
static class IngestClients
{
    public const int PayloadBytes = 200;
    const int FirstSequence = 1_000_000_000;

    /// <summary>Orders: port, clients, seconds, messages a second (0: as fast as the window lets), window of a client, boot.</summary>
    public static async Task RunAsync(string[] orders)
    {
        var numbers = orders.Take(5).Select(order => int.Parse(order, CultureInfo.InvariantCulture)).ToArray();
        var (port, count, seconds, rate, window) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        var clients = await Task.WhenAll(Enumerable.Range(0, count).Select(index => Client.JoinAsync(port, index, orders[5], window)));
        var watch = Stopwatch.StartNew();
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var reading = Task.WhenAll(clients.Select(client => client.ReadAsync(rate == 0 ? end : 0)));
        if (rate > 0)
            await Task.Factory.StartNew(() => Pace(clients, rate, end), TaskCreationOptions.LongRunning);
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(seconds + 20)));
        var elapsed = watch.Elapsed.TotalSeconds;
        var (sent, acknowledged) = (clients.Sum(client => client.Sent), clients.Sum(client => client.Acknowledged));
        var times = new int[Client.Slots];
        foreach (var client in clients)
        {
            for (var i = 0; i < times.Length; i++)
                times[i] += client.Times[i];
        }

        var processor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sent} {acknowledged} {elapsed:0.000} {Percentile(times, 0.5):0.00} {Percentile(times, 0.99):0.00} {Percentile(times, 1):0.00} {processor:0.00}"));
    }

    static void Pace(Client[] clients, int rate, long end)
    {
        var start = Stopwatch.GetTimestamp();
        var interval = (double)Stopwatch.Frequency * clients.Length / rate;
        while (true)
        {
            var now = Stopwatch.GetTimestamp();
            for (var i = 0; i < clients.Length; i++)
            {
                // Clients are spread over the interval.
                var offset = interval * i / clients.Length;
                var due = now - start < offset ? 0 : (long)((Math.Min(now, end) - start - offset) / interval) + 1;
                clients[i].SendDue(due, sequence => start + (long)(offset + (sequence * interval)));
            }

            if (now >= end)
                break;
            Thread.Sleep(1);
        }

        foreach (var client in clients)
            client.IsDone = true;
    }

    /// <summary>Milliseconds.</summary>
    static double Percentile(int[] times, double part)
    {
        var (wanted, seen) = ((long)(times.Sum(n => (long)n) * part), 0L);
        for (var i = 0; i < times.Length; i++)
        {
            seen += times[i];
            if (seen >= wanted && seen > 0)
                return i / 20.0;
        }

        return double.NaN;
    }

    sealed class Client
    {
        /// <summary>Times of 0.05 ms each, the last holds all longer ones.</summary>
        public const int Slots = 40_000;
        const int Ids = 60_000;

        readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        readonly long[] sentAt = new long[Ids + 1];
        readonly byte[] input = new byte[16 * 1024];
        readonly byte[] packet;
        readonly int idAt;
        readonly int sequenceAt;
        readonly int window;
        byte[] output = [];

        Client(int index, string boot, int window)
        {
            this.window = window;
            var topic = $"metrology/v1/{Name(index)}/readings";
            var text = $$"""{"boot":"{{boot}}","seq":{{FirstSequence}},"time":"2026-08-21T06:30:05.123Z","readings":[{"measurand":"energy.active.import","value":"1234.567","unit":"kWh","resolution":"0.001"}]}""";
            var payload = Encoding.ASCII.GetBytes(text.PadRight(PayloadBytes));
            var body = 2 + topic.Length + 2 + payload.Length;
            packet = [0x32, (byte)((body & 0x7F) | 0x80), (byte)(body >> 7), 0, (byte)topic.Length, .. Encoding.ASCII.GetBytes(topic), 0, 0, .. payload];
            idAt = 5 + topic.Length;
            sequenceAt = idAt + 2 + text.IndexOf(FirstSequence.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (payload.Length != PayloadBytes || body < 128)
                throw new InvalidOperationException("the payload is not of the size that is measured");
        }

        public long Sent { get; private set; }
        public long Acknowledged { get; private set; }
        public int[] Times { get; } = new int[Slots];
        public volatile bool IsDone;

        public static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"meter-{index:00}");

        public static async Task<Client> JoinAsync(int port, int index, string boot, int window)
        {
            var client = new Client(index, boot, window);
            await client.socket.ConnectAsync(IPAddress.Loopback, port);
            var (name, key) = (Encoding.ASCII.GetBytes(Name(index)), Encoding.ASCII.GetBytes(IngestLoop.KeyOf(Name(index))));
            byte[] body = [0, 4, .. "MQTT"u8, 4, 0xC2, 0, 0, 0, (byte)name.Length, .. name, 0, (byte)name.Length, .. name, 0, (byte)key.Length, .. key];
            await client.socket.SendAsync(new byte[] { 0x10, (byte)body.Length }.Concat(body).ToArray());
            var answer = new byte[4];
            for (var got = 0; got < 4;)
                got += await client.socket.ReceiveAsync(answer.AsMemory(got)) is > 0 and var more ? more : throw new IOException("the server closed");
            return answer is [0x20, 2, 0, 0] ? client : throw new IOException($"refused: {Convert.ToHexString(answer)}");
        }

        /// <summary>Reads acknowledgements to the last; keeps the window full until the end where one is given.</summary>
        public async Task ReadAsync(long end)
        {
            if (end > 0)
                await SendAsync(window);
            var left = 0;
            while (true)
            {
                var got = await socket.ReceiveAsync(input.AsMemory(left));
                if (got == 0)
                    throw new IOException("the server closed");
                var length = left + got;
                var now = Stopwatch.GetTimestamp();
                var acknowledged = 0;
                for (; length - (acknowledged * 4) >= 4; acknowledged++)
                {
                    var at = acknowledged * 4;
                    if (input[at] != 0x40)
                        throw new IOException("not a PUBACK");
                    var id = (input[at + 2] << 8) | input[at + 3];
                    Times[Math.Min(Slots - 1, (int)((now - sentAt[id]) * 20_000 / Stopwatch.Frequency))]++;
                }

                left = length % 4;
                input.AsSpan(length - left, left).CopyTo(input);
                Acknowledged += acknowledged;
                if (end > 0 && now < end)
                    await SendAsync(acknowledged);
                else if ((end > 0 || IsDone) && Acknowledged == Sent)
                    return;
            }
        }

        /// <summary>Called by one thread.</summary>
        public void SendDue(long due, Func<long, long> dueAt)
        {
            var count = (int)(due - Sent);
            if (count <= 0)
                return;
            Fill(count, dueAt);
            for (var at = 0; at < count * packet.Length;)
                at += socket.Send(output.AsSpan(at, (count * packet.Length) - at));
        }

        async Task SendAsync(int count)
        {
            var now = Stopwatch.GetTimestamp();
            Fill(count, _ => now);
            for (var at = 0; at < count * packet.Length;)
                at += await socket.SendAsync(output.AsMemory(at, (count * packet.Length) - at));
        }

        void Fill(int count, Func<long, long> dueAt)
        {
            if (output.Length < count * packet.Length)
                output = new byte[count * packet.Length];
            for (var i = 0; i < count; i++)
            {
                var (sequence, id) = (FirstSequence + Sent, (int)(Sent % Ids) + 1);
                for (var digit = 9; digit >= 0; digit--, sequence /= 10)
                    packet[sequenceAt + digit] = (byte)('0' + (sequence % 10));
                (packet[idAt], packet[idAt + 1]) = ((byte)(id >> 8), (byte)id);
                sentAt[id] = dueAt(Sent);
                packet.CopyTo(output.AsSpan(i * packet.Length));
                Sent++;
            }
        }
    }
}
