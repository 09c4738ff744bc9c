using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Transport;

/// <summary>Packets over a stream of bytes. One reader and one writer at a time; disposing it closes the stream.</summary>
internal sealed class PacketStream(Stream stream, int maxPacketSize) : IAsyncDisposable
{
    const int FlushAbove = 16 * 1024;

    const int ReadSize = 16 * 1024;

    readonly PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadSize, leaveOpen: true));
    readonly ArrayBufferWriter<byte> output = new();
    readonly PacketEncoder encoder = new();

    /// <summary>What was read and not decoded yet. It belongs to the reader while <see cref="isHeld"/>.</summary>
    ReadOnlySequence<byte> rest;
    bool isHeld;
    bool hasEnded;

    /// <summary>Set once CONNECT has told it.</summary>
    public ProtocolVersion Version { get; set; } = ProtocolVersion.V311;

    /// <summary>Part of a packet may be on its way.</summary>
    public bool HasUnsent => output.WrittenCount > 0;

    public bool IsFlushDue => output.WrittenCount >= FlushAbove;

    /// <summary>The next packet or error of what was read already.</summary>
    public bool TryRead(out Decoded decoded)
    {
        decoded = PacketDecoder.Decode(ref rest, Version, maxPacketSize);
        return !decoded.IsIncomplete;
    }

    /// <summary>The next packet or error; <see cref="Decoded.IsIncomplete"/> means that the peer is gone.</summary>
    public async ValueTask<Decoded> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (TryRead(out var decoded) || hasEnded)
                    return decoded;
                if (isHeld)
                    reader.AdvanceTo(rest.Start, rest.End);
                (rest, isHeld) = (default, false);
                var read = await reader.ReadAsync(cancellation);
                (rest, isHeld, hasEnded) = (read.Buffer, true, read.IsCompleted);
            }
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            return Decoded.Incomplete;
        }
    }

    /// <summary>Puts a packet into the buffer; <see cref="FlushAsync"/> sends it.</summary>
    public void Write(MqttPacket packet) => encoder.Encode(packet, Version, output);

    /// <exception cref="IOException">The peer is gone.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (output.WrittenCount == 0)
            return;
        await stream.WriteAsync(output.WrittenMemory, cancellation);
        output.ResetWrittenCount();
    }

    /// <summary>Whether an exception says no more than that the peer or the network is gone.</summary>
    public static bool IsLoss(Exception fault) => fault is IOException or SocketException or ObjectDisposedException;

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        await stream.DisposeAsync();
    }
}
