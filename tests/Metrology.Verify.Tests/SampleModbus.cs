using System.Text;
using System.Text.Json.Nodes;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>A record whose reference is a Modbus meter (示例).</summary>
internal static class SampleModbus
{
    /// <summary>The readings of the reference as a Modbus meter gives them, float32 by the example of a map, with noise on the line.</summary>
    public static RecordBundle Of(string codec)
    {
        var (decoder, isTcp) = (TranscriptCodecs.All.Single(one => one.Name == codec), codec == ModbusMeter.TcpCodec);
        var source = new RecordedSource(isTcp ? "tcp:192.0.2.1:502" : "tty:/dev/ttyUSB1?baud=9600&format=8N1", codec, "M-1", "1") { Map = RegisterMaps.Find("generic-float32")!.File };
        var bundle = SampleRecord.BundleWithBytes();
        return SampleRewriting.Anew(bundle, node =>
        {
            var record = RecordDocument.Load(Encoding.UTF8.GetBytes(node.ToJsonString())).Value!;
            var (transcript, observations) = (record.Transcript.Where(one => one.Link != SampleBytes.MeterLink).ToList(), new List<RecordedObservation>());
            ushort transaction = 0;
            foreach (var one in record.Observations)
            {
                if (one.Reading is not { Instrument: SampleBytes.Meter } reading)
                {
                    observations.Add(one);
                    continue;
                }

                var request = ModbusRequest.Of(1, 3, 0, 8).Value;
                byte[] asked = isTcp ? request.ToTcp(++transaction) : request.ToRtu();
                byte[] body = [1, 3, 16, .. Float(220.1f), .. Float(31.998f), .. Float(7.04f), .. Float((float)reading.Value)];
                byte[] reply = isTcp ? [.. asked[..4], 0, (byte)body.Length, .. body] : [.. body, 0, 0];
                if (!isTcp)
                    Crc16.Close(reply);
                transcript.Add(new(source.Link, 2 * observations.Count, TimeSpan.FromSeconds(1), RecordedBytes.Sent, Convert.ToHexStringLower(asked)));
                transcript.Add(new(source.Link, (2 * observations.Count) + 1, TimeSpan.FromSeconds(1), RecordedBytes.Received, Convert.ToHexStringLower([.. isTcp ? [] : new byte[] { 0xFF }, .. reply[..5]])));
                transcript.Add(new(source.Link, (2 * observations.Count) + 2, TimeSpan.FromSeconds(1), RecordedBytes.Received, Convert.ToHexStringLower(reply[5..])));
                observations.Add(one with { Reading = decoder.Decode(source, (byte[])[.. asked, .. reply], reading with { Instrument = source.Instrument }).Value.Reading });
            }

            var changed = JsonNode.Parse((record with { Sources = [.. record.Sources!.Skip(1), source], Transcript = transcript, Observations = observations }).ToBytes())!;
            (node["sources"], node["transcript"], node["observations"]) = (changed["sources"]!.DeepClone(), changed["transcript"]!.DeepClone(), changed["observations"]!.DeepClone());
        });

        static byte[] Float(float value)
        {
            var bytes = new byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteSingleBigEndian(bytes, value);
            return bytes;
        }
    }
}
