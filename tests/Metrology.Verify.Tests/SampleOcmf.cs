using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Verify.Tests;

/// <summary>A record whose unit shows its energy by signed records (示例), and the same with a last measurement for which the pile signed nothing: its meter signed all of these, only not for that step.</summary>
internal static class SampleOcmf
{
    public static readonly IReadOnlyList<string> Stale = ["again", "earlier", "yesterday", "begin", "meter"];

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <param name="stale">One of <see cref="Stale"/>: bytes and claims of the last measurement are those of the first, or of a record that is not of that step. Null for the good record.</param>
    public static RecordBundle Of(string? stale = null)
    {
        var decoder = TranscriptCodecs.All.Single(one => one.Name == OcmfDisplay.Codec);
        var source = new RecordedSource("tty:/dev/ttyUSB2?baud=115200&format=8N1", OcmfDisplay.Codec, "PILE-OCMF", OcmfDisplay.Address) { Map = Key.ExportSubjectPublicKeyInfoPem() };
        return SampleRewriting.Anew(SampleRecord.BundleWithBytes(), node =>
        {
            var record = RecordDocument.Load(Encoding.UTF8.GetBytes(node.ToJsonString())).Value!;
            var (transcript, observations, signed) = (record.Transcript.ToList(), new List<RecordedObservation>(), new List<(byte[] Bytes, Reading Reading)>());
            var shown = record.Observations.Where(IsShown).ToList();
            foreach (var one in record.Observations)
            {
                if (!IsShown(one))
                {
                    observations.Add(one);
                    continue;
                }

                var at = record.Events[one.Event - 1].At;
                // The last measurement, begin and end, is given out as that of the first.
                var (isForged, first) = (stale is not null && signed.Count >= shown.Count - 2, signed.ElementAtOrDefault(signed.Count - shown.Count + 2));
                var page = isForged && stale == "earlier" ? signed.Count - shown.Count + 3 : 100 + signed.Count;
                var (time, meter) = (isForged && stale == "yesterday" ? at.AddDays(-1) : at, isForged && stale == "meter" ? "SM-2" : "SM-1");
                var transaction = one.Stage == Stage.Start ^ (isForged && stale == "begin") ? "B" : "E";
                var bytes = isForged && stale == "again" ? first.Bytes : Signed($$"""
                    {"PG":"T{{page}}","MS":"{{meter}}","RD":[{"TM":"{{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss,fff", CultureInfo.InvariantCulture)}}+0000 S","TX":"{{transaction}}","RV":{{(isForged ? first.Reading : one.Reading).Text}},"RI":"1-0:1.8.0","RU":"kWh","EF":"","ST":"G"}]}
                    """);
                transcript.Add(new(source.Link, 2 * signed.Count, TimeSpan.FromSeconds(1), RecordedBytes.Sent, Convert.ToHexStringLower("OCMF?\n"u8)));
                transcript.Add(new(source.Link, (2 * signed.Count) + 1, TimeSpan.FromSeconds(1), RecordedBytes.Received, Convert.ToHexStringLower([.. bytes, (byte)'\n'])));
                var reading = decoder.Decode(source, bytes, one.Reading with { Instrument = source.Instrument, ReceivedAt = at }).Value.Reading;
                signed.Add((bytes, reading));
                observations.Add(one with { Reading = reading });
            }

            var changed = JsonNode.Parse((record with { Sources = [.. record.Sources!, source], Transcript = transcript, Observations = observations }).ToBytes())!;
            (node["sources"], node["transcript"], node["observations"]) = (changed["sources"]!.DeepClone(), changed["transcript"]!.DeepClone(), changed["observations"]!.DeepClone());
        });
    }

    private static bool IsShown(RecordedObservation one) => one.Reading is { Instrument: SampleBytes.Pile, Measurand: Measurands.ActiveEnergy } && one.Stage != Stage.Single;

    private static byte[] Signed(string payload) => Encoding.UTF8.GetBytes(
        $"OCMF|{payload}|{{\"SA\":\"ECDSA-secp256r1-SHA256\",\"SD\":\"{Convert.ToHexString(Key.SignData(Encoding.UTF8.GetBytes(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))}\"}}");
}
