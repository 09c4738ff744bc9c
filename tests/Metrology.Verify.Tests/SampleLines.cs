using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>What goes over the links of roller benches, multimeters, balances and meters that sign, good and damaged, and what the program decodes of it (示例).</summary>
internal static class SampleLines
{
    /// <param name="Entries">In order, of one link that is opened once.</param>
    public sealed record Case(string Codec, string Address, string? Map, string Measurand, IReadOnlyList<(bool IsReceived, byte[] Bytes)> Entries)
    {
        /// <summary>Every message with what it says, or "none".</summary>
        public string Said()
        {
            var codec = TranscriptCodecs.All.Single(one => one.Name == Codec);
            var source = new RecordedSource("tty:x", Codec, "I", Address) { Map = Map };
            var claimed = new Reading("I", Measurand, "", 0m, "", 0m, "", null, default);
            return string.Join(' ', codec.Messages([.. Entries.Select((one, i) => new TranscribedBytes(i, i, one.IsReceived, one.Bytes))])
                .Select(message => $"{message.Position}:{Convert.ToHexStringLower(message.Bytes.Span)}={Text(codec.Decode(source, message.Bytes, claimed))}"));
        }

        private static string Text(Core.Words.Outcome<DecodedReading> decoded) => decoded.IsRefused ? "none" : string.Create(
            CultureInfo.InvariantCulture,
            $"{decoded.Value.Reading.Text}|{decoded.Value.Reading.Value}|{decoded.Value.Reading.Unit}|{decoded.Value.Reading.Resolution}|{decoded.Value.Reading.DeviceTime?.UtcTicks}");
    }

    private static readonly string[] Numbers =
        ["+1.23456789E+00", "-0.5", "9.91E37", "9.9E37", "9.90E+37", "-9.9E37", "1E-31", "1E30", "12", " +2.5E+1 ", "1.", ".5", "1e5", "+.E1", "++1", "1.2.3", "\"a,b\"", "#15hello", "#0ab", "#9", "1E", "0.00E-2", "79228162514264337593543950336", "0.1234567890123456789012345678901"];

    private static readonly string[] Weights =
        ["ST,+  12.340 g", "US,+  12.340 g", "OL,", "S S      12.34 g", "S D      12.34 g", "S I", "S +", "S -", "ST,-0.5 kg", "ST,12. g", "ST,.5 g", "ST,1.5  t", "ST,1.5 lb", "ST,1 5 g", "XX,1 g", "ST,00012.340 mg", "S S12 g", "ST,+-1 g"];

    private static readonly string[] Sentences =
    [
        "GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A", "GNRMC,235959,A,,,,,,,311226,,", "GNRMC,000000.0004,A,,,,,,,290228,,,D", "GNRMC,000000.1234567,A,,,,,,,010199,,,P,V",
        "GNRMC,083559.00,V,,,,,,,091202,,,N", "GNRMC,083559.00,A,,,,,,,091202,,,E", "GNRMC,083559.00,A,,,,,,,091202,,,S", "GNRMC,083560.00,A,,,,,,,311216,,,A", "GNRMC,243559,A,,,,,,,091202,,,A",
        "GNRMC,083559.,A,,,,,,,091202,,,A", "GNRMC,08355,A,,,,,,,091202,,,A", "GNRMC,,A,,,,,,,,,,A", "GNRMC,083559,A,,,,,,,310226,,,A", "GNRMC,083559,A,,,,,,,0912021,,,A", "GNRMC,083559.12345678,A,,,,,,,091202,,,A",
        "GNZDA,083559.00,09,11,2026,00,00", "PRMC,083559,A,,,,,,,091202,,,A", "RMC,083559,A,,,,,,,091202,,,A", "XYZRMC,083559,A,,,,,,,091202", "GNRMC,083559,A", "gnRMC,083559,A,,,,,,,091202",
    ];

    private static readonly Dictionary<string, string> Curves = new()
    {
        ["secp192k1"] = "1.3.132.0.31",
        ["secp256k1"] = "1.3.132.0.10",
        ["secp192r1"] = "1.2.840.10045.3.1.1",
        ["secp256r1"] = "1.2.840.10045.3.1.7",
        ["brainpool256r1"] = "1.3.36.3.3.2.8.1.1.7",
        ["secp384r1"] = "1.3.132.0.34",
        ["brainpool384r1"] = "1.3.36.3.3.2.8.1.1.11",
    };

    public static IEnumerable<Case> All()
    {
        var random = new Random(5);
        foreach (var (codec, address, measurand, lines) in Lines())
        {
            yield return new(codec, address, null, measurand, lines);
            for (var turn = 0; turn < 12; turn++)
                yield return new(codec, address, null, measurand, [.. lines.SelectMany(one => Damaged(random, one))]);
        }

        foreach (var one in Signed(random))
            yield return one;
    }

    private static IEnumerable<(string Codec, string Address, string Measurand, (bool, byte[])[] Entries)> Lines()
    {
        foreach (var (address, measurand) in new[] { ("roller", Measurands.Revolutions), ("display", Measurands.Distance), ("display", Measurands.Amount), ("roller", Measurands.Distance), ("roller", Measurands.Duration), ("else", Measurands.Amount) })
        {
            yield return (RollerBench.Codec, address, measurand,
            [
                (false, RollerFrame.Encode(7, "STATE")), .. new[] { ("LATCH", "3", "1234.5", "61000", "1.2", "14.50"), ("LATCH", "0", "1.5", "1", "0.1", "0.10"), ("LATCH", "10", "01.5", "1", "0.1", "0.10"), ("RUN", "3", "1.5", "1", "0.1", "0.10"), ("LATCH", "4", "0.0", "0", "0.0", "1234567890.00") }
                    .Select(one => (true, RollerFrame.Encode(9, one.Item1, one.Item2, one.Item3, one.Item4, one.Item5, one.Item6))),
            ]);
        }

        string[][] counted =
        [
            ["COUNT", "12.3", "59.9"], ["COUNT", "0.0", "0.0"], ["COUNT", "012.3", "1.0"], ["COUNT", "12", "1.0"], ["COUNT", "1.0", "2.0", "3.0"], ["GATED", "DONE", "10", "360000", "36000000"], ["GATED", "RUN", "10", "36", "36000000"], ["GATED", "IDLE", "0", "0", "1"],
            ["GATED", "OVER", "1", "1", "1"], ["GATED", "DONE", "01", "1", "1"], ["GATED", "DONE", "1", "1234567890", "1"], ["GATED", "DONE", "1", "1"], ["LATCH", "3", "1234.5", "61000", "1.2", "14.50"],
        ];
        foreach (var (codec, address, measurand) in new[]
        {
            (RollerBench.Codec, "roller", Measurands.Revolutions), (RollerBench.Codec, "roller", Measurands.Speed), (RollerBench.Codec, "display", Measurands.Speed), ("metrology-counter-1", "counter", Measurands.Revolutions),
            ("metrology-counter-1", "counter", Measurands.Speed), ("metrology-counter-1", "counter", Measurands.PulseCount), ("metrology-counter-1", "counter", Measurands.PulseConstant), ("metrology-counter-1", "counter", Measurands.Distance), ("metrology-counter-1", "else", Measurands.PulseCount),
        })
            yield return (codec, address, measurand, [.. counted.Select((one, i) => (true, RollerFrame.Encode(i + 1, one)))]);
        foreach (var (query, measurand) in new[] { ("MEAS:VOLT:DC?", Measurands.Voltage), ("MEAS:CURR:DC?", Measurands.Current), ("MEAS:FREQ?", Measurands.Frequency), ("MEAS:FREQ?", Measurands.Voltage) })
            yield return ("scpi", "", measurand, [.. Numbers.SelectMany((one, i) => new[] { (false, Encoding.ASCII.GetBytes($"{query}\n")), (true, Encoding.ASCII.GetBytes(i % 2 == 0 ? $"{one}\n" : $"{one}\r\n")) })]);
        // A byte above ASCII in the place of the question mark: no query of the type.
        yield return ("scpi", "", Measurands.Frequency, [(false, [.. "MEAS:FREQ"u8, 0xBF, (byte)'\n']), (true, "50.01\n"u8.ToArray()), (false, "MEAS:FREQ?\n"u8.ToArray()), (true, "50.02\n"u8.ToArray())]);
        foreach (var measurand in new[] { "mass", Measurands.Voltage })
            yield return ("balance-stream", "", measurand, [.. Weights.Select(one => (true, Encoding.ASCII.GetBytes($"{one}\r\n")))]);
        foreach (var measurand in new[] { Measurands.ClockOffset, Measurands.Voltage })
            yield return ("nmea-0183", "clock", measurand, [.. Sentences.Select((one, i) => (true, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${one}*{one.Aggregate(i == 3 ? 1 : 0, (sum, letter) => sum ^ letter):x2}\r\n"))))]);
    }

    /// <summary>Cut in two, with a bit changed, a byte less or noise before it.</summary>
    private static IEnumerable<(bool, byte[])> Damaged(Random random, (bool IsReceived, byte[] Bytes) one)
    {
        var (bytes, at) = (one.Bytes, random.Next(one.Bytes.Length));
        return random.Next(5) switch
        {
            0 => [(one.IsReceived, bytes[..at]), (one.IsReceived, bytes[at..])],
            1 => [(one.IsReceived, [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]])],
            2 => [(one.IsReceived, [.. bytes[..at], .. bytes[(at + 1)..]])],
            3 => [(one.IsReceived, [(byte)random.Next(256), (byte)'S', (byte)'$', .. bytes])],
            _ => [one],
        };
    }

    private static IEnumerable<Case> Signed(Random random)
    {
        const string reading = "\"RD\":[{\"TM\":\"2018-07-24T13:22:04,000+0200 S\",\"TX\":\"B\",\"RV\":1.125,\"RI\":\"1-b:1.8.0\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"\",\"ST\":\"G\"},{\"TM\":\"2018-07-24T14:22:04,000+0200 S\",\"TX\":\"E\",\"RV\":2.9350,\"RI\":\"01-00:1.8.0*255\"}]";
        var plain = $"{{\"FV\":\"1.0\",\"PG\":\"T1\",\"MS\":\"M-1\",{reading}}}";
        foreach (var (name, id) in Curves.Where(one => OcmfSignature.IsHere(one.Key)))
        {
            using var key = ECDsa.Create(ECCurve.CreateFromValue(id));
            var spki = key.ExportSubjectPublicKeyInfo();
            var record = Record(key, name, plain);
            var maps = new[] { Convert.ToHexString(spki), Convert.ToBase64String(spki), key.ExportSubjectPublicKeyInfoPem() };
            yield return Of(record, maps[random.Next(3)]);
            yield return Of([.. record[..^9], (byte)(record[^9] == '0' ? '1' : '0'), .. record[^8..]], maps[0]);
            if (name is not ("secp256r1" or "secp256k1"))
                continue;
            foreach (var other in new[] { plain.Replace("\"ST\":\"G\"", "\"ST\":\"T\"", StringComparison.Ordinal), plain.Replace("\"EF\":\"\"", "\"EF\":\"E\"", StringComparison.Ordinal), plain.Replace("2.9350", "2.9e1", StringComparison.Ordinal), plain.Replace("1.8.0*255", "2.8.0", StringComparison.Ordinal), plain.Replace("14:22:04,000", "14:22:04.000", StringComparison.Ordinal), plain.Replace("\"MS\"", "\"MS\":\"M-1\",\"MS\"", StringComparison.Ordinal) })
                yield return Of(Record(key, name, other), maps[0]);
            // The forms of the specification and of the field, as the display of a run has them.
            foreach (var other in new[]
            {
                plain, plain.Replace("\"TX\":\"E\"", "\"TX\":\"C\"", StringComparison.Ordinal), plain.Replace("\"MS\"", "\"GS\"", StringComparison.Ordinal), plain.Replace("1.125", "\"1.125\"", StringComparison.Ordinal), plain.Replace("2.9350", "\"   2.9350\"", StringComparison.Ordinal),
                plain.Replace("1-b:1.8.0", "1.8.0", StringComparison.Ordinal), plain.Replace("1-b:1.8.0", "01-0B:B1.08.00*FF", StringComparison.Ordinal), plain.Replace("1-b:1.8.0", "1-b:1.8.e", StringComparison.Ordinal), plain.Replace("1-b:1.8.0", "1-0:1.8.1", StringComparison.Ordinal),
                plain.Replace("01-00:1.8.0*255", "1-0:2.8.0", StringComparison.Ordinal), plain.Replace("\"TX\":\"E\"", "\"TX\":\"X\"", StringComparison.Ordinal), plain.Replace("\"RV\":2.9350,", "", StringComparison.Ordinal), plain.Replace("\"PG\":\"T1\"", "\"PG\":\"1\"", StringComparison.Ordinal),
                plain.Replace("\"EF\":\"\"", "\"EF\":\"E\"", StringComparison.Ordinal), plain.Replace("\"ST\":\"G\"", "\"ST\":5", StringComparison.Ordinal), plain.Replace("\"1.0\"", "1.0", StringComparison.Ordinal), plain.Replace("\"1.0\"", "\"2.0\"", StringComparison.Ordinal),
            })
            {
                yield return new("ocmf", "session", maps[1], Measurands.ActiveEnergy, [(true, Record(key, name, other))]);
            }

            yield return new("ocmf", "session", string.Join(' ', maps[0].Chunk(2).Select(pair => new string(pair))), Measurands.ActiveEnergy, [(true, record)]);
            yield return new("ocmf", "session", maps[0][^(4 * ((key.KeySize + 7) / 8))..], Measurands.ActiveEnergy, [(true, record)]);
            yield return Of(Record(key, "secp521r1", plain), maps[0]);
            yield return Of(record, "00");
            yield return Of([.. record, (byte)'\n'], maps[0]);
            yield return new("ocmf", "M-2", maps[0], Measurands.ActiveEnergy, [(true, record)]);
            for (var turn = 0; turn < 40; turn++)
                yield return new("ocmf", "M-1", maps[0], Measurands.ActiveEnergy, [.. Damaged(random, (true, record))]);
        }

        static Case Of(byte[] record, string map) => new("ocmf", "M-1", map, Measurands.ActiveEnergy, [(true, record)]);
        static byte[] Record(ECDsa key, string curve, string payload)
        {
            var signature = key.SignData(Encoding.UTF8.GetBytes(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return Encoding.UTF8.GetBytes($"OCMF|{payload}|{{\"SA\":\"ECDSA-{curve}-SHA256\",\"SD\":\"{Convert.ToHexString(signature)}\"}}");
        }
    }
}
