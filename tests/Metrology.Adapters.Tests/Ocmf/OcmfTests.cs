using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Simulators.Ocmf;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Ocmf;

/// <summary>Signed records on every curve that this machine has, verified over the bytes that were received, and one that openssl signed.</summary>
public sealed class OcmfTests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(2_000);
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)), End = Begin.AddMinutes(30);

    public static TheoryData<string> Curves => [.. OcmfSignature.KnownCurves];

    private static SimulatedOcmfMeter MeterOn(string curve) => new("OCMF-0001", curve, OcmfSignature.Curve(curve));

    private static string? CodeOf(string text, string? key) =>
        OcmfRecord.Parse(Encoding.UTF8.GetBytes(text)) is var record && record.Refusal is { } refusal ? refusal.Code : OcmfEnergy.Of(record.Value, key, "M", default).Refusal?.Code;

    [Theory]
    [MemberData(nameof(Curves))]
    public void A_record_is_verified_on_each_curve_that_the_machine_has(string curve)
    {
        if (!OcmfSignature.IsHere(curve))
        {
            output.WriteLine($"{curve} is not in the cryptographic library of this machine");
            Assert.False(curve is "secp256r1" or "secp384r1", "these two are everywhere");
            return;
        }

        using var meter = MeterOn(curve);
        foreach (var (isBase64, key) in new[] { (false, Convert.ToHexString(meter.PublicKey)), (true, meter.PublicKeyPem), (false, Convert.ToBase64String(meter.PublicKey)) })
        {
            var record = OcmfRecord.Parse(Encoding.UTF8.GetBytes(meter.Session("100.2500", "112.7510", Begin, End, isBase64))).Value;
            Assert.Null(OcmfSignature.WhyNot(record, key));
            var reading = OcmfEnergy.Of(record, key, "M", default).Value;
            Assert.Equal(("112.7510", 112.7510m, "kWh", 0.0001m, End), (reading.Text, reading.Value, reading.Unit, reading.Resolution, reading.DeviceTime));
            // What the second reading leaves out is as in the first.
            Assert.Equal(("1-0:1.8.0", "AC"), (record.Content.Value.Readings[1].Obis, record.Content.Value.Readings[1].CurrentType));
        }
    }

    [Fact]
    public void The_signature_is_of_the_bytes_that_came_and_not_of_what_they_mean()
    {
        using var meter = MeterOn("secp256r1");
        var key = meter.PublicKeyPem;
        var good = meter.Session("100.2500", "112.7510", Begin, End);
        Assert.Null(CodeOf(good, key));
        Assert.Null(CodeOf($"  {good}\r\n", key));
        Assert.Equal("bad-signature", CodeOf(good.Replace("112.7510", "112.751", StringComparison.Ordinal), key));
        Assert.Equal("bad-signature", CodeOf(good.Replace("\"PG\":", "\"PG\" :", StringComparison.Ordinal), key));
        Assert.Equal("signature-not-checked", CodeOf(good, null));
        using var other = MeterOn("secp256r1");
        Assert.Equal("bad-signature", CodeOf(good, other.PublicKeyPem));
        using var elsewhere = MeterOn("secp384r1");
        Assert.Equal("other-curve", CodeOf(good, elsewhere.PublicKeyPem));
        Assert.Equal("bad-key", CodeOf(good, "0011"));
        Assert.Equal("bad-key", CodeOf(good, "-----BEGIN PUBLIC KEY-----"));
        Assert.Equal("unknown-algorithm", CodeOf(good.Replace("secp256r1", "secp999r1", StringComparison.Ordinal), key));
    }

    [Theory]
    [InlineData("1-0:1.8.0", null)]
    [InlineData("1-b:1.8.0", null)]
    [InlineData("01-00:01.08.00*FF", null)]
    [InlineData("01-00:01.08.00.FF", null)]
    [InlineData("1-0:1.8.0*198", null)]
    [InlineData("1.8.0", null)]
    [InlineData("1-b:1.8.e", null)]
    [InlineData("01-0B:01.08.00*FF", null)]
    [InlineData("01-00:B0.08.00*xx", null)]
    [InlineData("01-00:B3.08.00*FF", null)]
    [InlineData("1-0:1.8.1", null)]
    [InlineData("01-00:C0.08.00*FF", "no-energy")]
    [InlineData("01-00:B4.08.00*FF", "no-energy")]
    [InlineData("1-0:1.9.0", "no-energy")]
    [InlineData("1-0:2.8.0", "no-energy")]
    [InlineData("1-c:1.8.0", "no-energy")]
    public void The_register_of_imported_energy_has_several_spellings(string obis, string? code)
    {
        using var meter = MeterOn("secp256r1");
        Assert.Equal(code, CodeOf(meter.Session("1.0", "2.0", Begin, End, obis: obis), meter.PublicKeyPem));
    }

    /// <summary>Members of a record with its own register, and what comes of it; the shapes are those of meters in the field, the values and keys our own.</summary>
    [Theory]
    // A gateway alone says who it is; the duration stands last, without what is as before.
    [InlineData("\"GS\":\"G-1\"", "{T 0 S,B,RV:7.1,RI:1-b:1.8.0,kWh},{T 9 R,E,RV:8.25,RI:1-b:1.8.0,kWh},{RV:0.5,RI:1-b:1.9.0,kWh}", "8.25", null)]
    // Losses and exported energy between begin and end.
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:\"1.304\",RI:1-0:1.8.0,kWh},{RV:\"0.1\",RI:1-0:2.8.0,kWh},{T 9 S,E,RV:\"2.304\",RI:1-0:1.8.0,kWh},{RV:\"0.2\",RI:1-0:2.8.0,kWh}", "2.304", null)]
    // A text that is set to a width.
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:\"       0.2\",RI:1-0:1.8.0,kWh}", "0.2", null)]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:\"0. 2\",RI:1-0:1.8.0,kWh}", null, "bad-field")]
    // Total, at the device and of the transaction, as the specification shows them.
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:2935.600,RI:01-0B:01.08.00*FF,kWh},{T 9 S,E,RV:2965.100,RI:01-0B:01.08.00*FF,kWh},{T 0 S,B,RV:2905.600,RI:01-0B:B1.08.00*FF,kWh},{T 9 S,E,RV:2934.600,RI:01-0B:B1.08.00*FF,kWh},{T 0 S,B,RV:0.000,RI:01-0B:B3.08.00*FF,kWh},{T 9 S,E,RV:29.000,RI:01-0B:B3.08.00*FF,kWh}", "2965.100", null)]
    // The end stands before what went before it.
    [InlineData("\"MS\":\"M-1\"", "{T 9 S,E,RV:5,RI:1-0:1.8.0,Wh},{T 9 S,E,RV:6,RI:1-0:2.8.0,Wh}", "5", null)]
    // An event without a value, and an error that the session went on with.
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:1.0,RI:1-0:1.8.0,kWh},{T 5 S,C,EF:E},{T 9 S,E,RV:2.0,RI:1-0:1.8.0,kWh,EF:}", null, "state-not-good")]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:1.0,RI:1-0:1.8.0,kWh},{T 5 S,X,RV:1.5},{T 9 S,E,RV:2.0}", null, "session-error")]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:1.0,RI:1-0:1.8.1,kWh},{T 9 S,E,RV:2.0,RI:1-0:1.8.2,kWh}", null, "two-registers")]
    [InlineData("\"MS\":\"\"", "{T 0 S,B,RV:1.0,RI:1-0:1.8.0,kWh}", null, "bad-field")]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:12345678901234567890.123456789,RI:1-0:1.8.0,kWh}", null, "bad-field")]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:\"1e2\",RI:1-0:1.8.0,kWh}", null, "bad-field")]
    [InlineData("\"MS\":\"M-1\"", "{T 0 S,B,RV:\"1,5\",RI:1-0:1.8.0,kWh}", null, "bad-field")]
    [InlineData("\"MS\":\"M-1\",\"FV\":\"2.0\"", "{T 0 S,B,RV:1.0,RI:1-0:1.8.0,kWh}", null, "unknown-version")]
    public void Readings_are_found_by_register_and_reason_and_not_by_their_place(string head, string readings, string? text, string? code)
    {
        using var meter = MeterOn("secp256r1");
        var list = System.Text.RegularExpressions.Regex.Replace(readings, @"T (\d) (\w),(\w)|RV:|RI:([^,}]*)|kWh|Wh|EF:(\w*)", found => found.Value switch
        {
            ['T', ..] => $"\"TM\":\"2026-03-01T09:0{found.Groups[1].Value}:00,000+0800 {found.Groups[2].Value}\",\"TX\":\"{found.Groups[3].Value}\"",
            "RV:" => "\"RV\":",
            ['R', ..] => $"\"RI\":\"{found.Groups[4].Value}\"",
            ['E', ..] => $"\"EF\":\"{found.Groups[5].Value}\"",
            var unit => $"\"RU\":\"{unit}\",\"ST\":\"G\"",
        });
        var record = OcmfRecord.Parse(Encoding.UTF8.GetBytes(meter.Sign($"{{\"PG\":\"T1\",{head},\"RD\":[{list}]}}"))).Value;
        var reading = OcmfEnergy.Of(record, meter.PublicKeyPem, "M", default);
        Assert.Equal((text, code), (reading.IsRefused ? null : reading.Value.Text, reading.Refusal?.Code));
    }

    [Fact]
    public void The_signature_is_looked_at_first_and_both_are_said()
    {
        using var meter = MeterOn("secp256r1");
        using var other = MeterOn("secp256r1");
        var record = OcmfRecord.Parse(Encoding.UTF8.GetBytes(meter.Sign("""{"PG":"T1","MS":"M-1","RD":[{"RV":1}]}"""))).Value;
        var good = OcmfEnergy.Of(record, meter.PublicKeyPem, "M", default).Refusal!;
        Assert.Equal("bad-field", good.Code);
        Assert.StartsWith("The signature is good, but: The field TM", good.Text.En, StringComparison.Ordinal);
        var bad = OcmfEnergy.Of(record, other.PublicKeyPem, "M", default).Refusal!;
        Assert.Equal("bad-signature", bad.Code);
        Assert.Contains("And: The field TM", bad.Text.En, StringComparison.Ordinal);
        Assert.Contains("signature good", OcmfText.Describe(Convert.ToHexString(record.Raw.Span), meter.PublicKeyPem).Value[0].Line(Metrology.Core.Words.Language.En), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_the_signature_without_its_leading_zero_is_the_same_number()
    {
        using var meter = MeterOn("secp256r1");
        var signed = Enumerable.Range(0, 200).Select(_ => meter.Session("1.0", "2.0", Begin, End)).First(record => System.Text.RegularExpressions.Regex.IsMatch(record, "\"SD\":\"3045022100"));
        var sd = System.Text.RegularExpressions.Regex.Match(signed, "\"SD\":\"(3045022100)");
        Assert.Null(CodeOf(signed.Remove(sd.Groups[1].Index, 10).Insert(sd.Groups[1].Index, "30440220"), meter.PublicKeyPem));
    }

    [Fact]
    public void A_key_may_have_blanks_or_be_the_point_alone()
    {
        using var meter = MeterOn("secp256r1");
        var (record, hex) = (meter.Session("1.0", "2.0", Begin, End), Convert.ToHexString(meter.PublicKey));
        Assert.All(
            [string.Join(' ', hex.Chunk(2).Select(pair => new string(pair))), string.Join("\n", hex.Chunk(40).Select(line => new string(line))), hex[^130..], hex[^128..], hex.ToLowerInvariant()],
            key => Assert.Null(CodeOf(record, key)));
        Assert.Equal("bad-key", CodeOf(record, new string('1', 128)));
    }

    [Theory]
    [InlineData("AP;0;3;AJ2J7LYMGCIWT4AHUJPPFIIVB3FGRV2JQ2HVZG2I;BIHEIWSHAAA2;")]
    [InlineData("1B1B1B1B010101017605000000066201620072650000")]
    [InlineData("1b 1b 1b 1b 01 01 01 01 76 02 38 62 00")]
    [InlineData("<?xml version=\"1.0\"?><values><value><signedData format=\"OCMF\">OCMF|{}|{}</signedData></value></values>")]
    [InlineData("<signedMeterValue><publicKey/></signedMeterValue>")]
    [InlineData("{\"placeInfo\":{},\"signedMeterValues\":[]}")]
    public void A_signed_record_of_another_format_is_said_to_be_one(string text) => Assert.Equal("other-signed-format", CodeOf(text, null));

    [Fact]
    public void A_register_that_falls_within_the_record_is_no_reading()
    {
        using var meter = MeterOn("secp256r1");
        Assert.Equal("register-decreased", CodeOf(meter.Session("2935.6", "1.5", Begin, End), meter.PublicKeyPem));
        Assert.Null(CodeOf(meter.Session("1.5", "1.5", Begin, End), meter.PublicKeyPem));
    }

    [Theory]
    [InlineData("brainpoolP256r1", "brainpool256r1")]
    [InlineData("brainpoolP384r1", "brainpool384r1")]
    public void A_brainpool_curve_may_have_the_P_of_its_standard(string written, string curve)
    {
        Assert.SkipUnless(OcmfSignature.IsHere(curve), $"{curve} is not in the cryptographic library of this machine");
        using var meter = new SimulatedOcmfMeter("OCMF-0001", written, OcmfSignature.Curve(curve));
        Assert.Null(CodeOf(meter.Session("1.0", "2.0", Begin, End), meter.PublicKeyPem));
    }

    [Theory]
    [InlineData("G", "", null)]
    [InlineData("G", "t", null)]
    [InlineData("G", "E", "state-not-good")]
    [InlineData("T", "", "state-not-good")]
    public void A_value_that_the_meter_itself_doubts_is_no_reading(string state, string errors, string? code)
    {
        using var meter = MeterOn("secp256r1");
        Assert.Equal(code, CodeOf(meter.Session("1.0", "2.0", Begin, End, state: state, errors: errors), meter.PublicKeyPem));
    }

    [Theory]
    [InlineData("", "bad-form")]
    [InlineData("OCMF|{}", "bad-form")]
    [InlineData("OCMF|[]|{}", "bad-form")]
    [InlineData("OCMF|{}|{}|{}", "bad-form")]
    [InlineData("ocmf|{}|{}", "bad-form")]
    [InlineData("OCMF|{}|{\"SD\":\"30\"}", "no-readings")]
    [InlineData("OCMF|{\"RD\":[]}|{}", "bad-field")]
    [InlineData("OCMF|{\"MS\":\"1\",\"MS\":\"2\"}|{\"SD\":\"30\"}", "bad-form")]
    [InlineData("OCMF|{\"RD\":[{\"RV\":\"1\"}]}|{\"SD\":\"30\"}", "bad-field")]
    [InlineData("OCMF|{\"RD\":[{\"RV\":1e3}]}|{\"SD\":\"30\"}", "bad-field")]
    [InlineData("OCMF|{\"RD\":[{\"RV\":1,\"TM\":\"2026-03-01T09:00:00,000+0800\"}]}|{\"SD\":\"30\"}", "bad-field")]
    [InlineData("OCMF|{\"RD\":[{\"RV\":1,\"TM\":\"2026-03-01T09:00:00,000+0800 S\",\"RU\":\"kWh\"}]}|{\"SD\":\"zz\"}", "bad-field")]
    public void What_is_no_record_says_why(string text, string code) => Assert.Equal(code, CodeOf(text, null));

    [Fact]
    public void A_record_that_openssl_signed_is_good()
    {
        const string program = "openssl";
        Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");
        var folder = Directory.CreateTempSubdirectory("ocmf").FullName;
        try
        {
            string At(string name) => Path.Combine(folder, name);
            const string payload = """{"FV":"1.0","PG":"T1","MS":"FOREIGN-1","RD":[{"TM":"2026-03-01T09:30:00,000+0800 R","TX":"E","RV":7.125,"RI":"01-00:01.08.00*198","RU":"kWh","ST":"G"}]}""";
            File.WriteAllText(At("payload"), payload);
            Assert.Equal(0, ForeignProgram.Run(program, "ecparam", "-name", "secp256k1", "-genkey", "-noout", "-out", At("key")).ExitCode);
            Assert.Equal(0, ForeignProgram.Run(program, "ec", "-in", At("key"), "-pubout", "-out", At("public")).ExitCode);
            Assert.Equal(0, ForeignProgram.Run(program, "dgst", "-sha256", "-sign", At("key"), "-out", At("signature"), At("payload")).ExitCode);
            var record = $$"""OCMF|{{payload}}|{"SA":"ECDSA-secp256k1-SHA256","SE":"base64","SD":"{{Convert.ToBase64String(File.ReadAllBytes(At("signature")))}}"}""";
            Assert.Equal(OcmfSignature.IsHere("secp256k1") ? null : "curve-not-here", CodeOf(record, File.ReadAllText(At("public"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_stranger_decodes_it_again_with_the_key_of_the_source()
    {
        using var meter = MeterOn("secp256r1");
        var bytes = Encoding.UTF8.GetBytes(meter.Session("100.2500", "112.7510", Begin, End));
        var reading = OcmfEnergy.Of(OcmfRecord.Parse(bytes).Value, meter.PublicKeyPem, "M", default).Value;
        var codec = TranscriptCodecs.All.Single(one => one.Name == "ocmf");
        var message = codec.Messages([new(0, 0, true, bytes)]).Single();
        var source = new RecordedSource("mqtt:x", "ocmf", "M", "OCMF-0001") { Map = meter.PublicKeyPem };
        Assert.Equal(reading, codec.Decode(source, message.Bytes, reading).Value.Reading);
        Assert.Equal("signature-not-checked", codec.Decode(source with { Map = null }, message.Bytes, reading).Refusal?.Code);
        Assert.Equal("no-energy", codec.Decode(source with { Address = "OCMF-0002" }, message.Bytes, reading).Refusal?.Code);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), reading.RawHash);
    }

    [Fact]
    public void A_changed_record_throws_nothing_and_gives_no_reading_that_was_not_signed()
    {
        using var meter = MeterOn("secp256r1");
        var (mutations, key) = (new Mutations(Fuzzing.Seed(14)), meter.PublicKeyPem);
        var good = Encoding.UTF8.GetBytes(meter.Session("100.2500", "112.7510", Begin, End));
        var payload = OcmfRecord.Parse(good).Value.Payload.ToArray();
        var codes = new SortedDictionary<string, int>();
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(good);
            var record = OcmfRecord.Parse(bytes);
            var reading = record.IsRefused ? null as Metrology.Core.Words.Outcome<Reading>? : OcmfEnergy.Of(record.Value, key, "M", default);
            var code = record.Refusal?.Code ?? reading!.Value.Refusal?.Code ?? "read";
            codes[code] = codes.GetValueOrDefault(code) + 1;
            // What still reads was damaged outside of what is signed.
            if (code == "read")
                Assert.Equal(payload, record.Value.Payload.ToArray());
            if (i % 50 == 0)
                OcmfText.Describe(Convert.ToHexString(bytes), key);
        }

        output.WriteLine(Fuzzing.Report("OCMF", Mutants, Fuzzing.Seed(14), string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))));
        Assert.True(codes["bad-signature"] > 100);
    }
}
