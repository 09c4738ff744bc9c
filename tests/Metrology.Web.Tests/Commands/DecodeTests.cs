using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Web.Tests.Commands;

/// <summary>decode dlt645. The frames are published ones (shared vectors pub-03, pub-04, pub-18).</summary>
public sealed class DecodeTests
{
    private const string Energy = "68 01 00 00 00 00 00 68 91 08 33 33 34 33 AB 89 67 45 17 16";
    private const string Refusal = "68 01 00 00 00 00 00 68 D1 01 36 D9 16";
    private const string Damaged = "68 16 00 00 00 15 20 68 11 04 35 33 B3 35 85 16";
    private const string EnergyLine = "000000000001 reply read-data Forward active energy, total 123456.78 kWh";

    [Theory]
    [InlineData(Energy)]
    [InlineData("FE FE FE FE " + Energy)]
    [InlineData("68010000000000689108333334 33ab8967451716")]
    [InlineData("68 01 00 00 00 00 00 68 91 08\n33 33 34 33 ab 89 67 45\t17 16")]
    public async Task A_frame_is_a_reading_however_its_bytes_are_written(string hex)
    {
        var ran = await Ran.EnglishAsync("decode", "dlt645", hex);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal([EnergyLine], ran.Lines);
        Assert.Equal([EnergyLine], (await Ran.EnglishAsync(["decode", "dlt645", .. hex.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)])).Lines);
    }

    [Fact]
    public async Task Several_frames_and_the_noise_between_them_have_a_line_each()
    {
        var ran = await Ran.EnglishAsync("decode", "dlt645", $"00 68 11 {Energy} FE FE {Refusal} 7A {Damaged}");
        Assert.Equal(1, ran.Code);
        Assert.Equal("", ran.Error);
        Assert.Collection(
            ran.Lines,
            line => Assert.StartsWith("00 68 11  ", line, StringComparison.Ordinal),
            line => Assert.Equal(EnergyLine, line),
            line => Assert.EndsWith("[meter-error]", line, StringComparison.Ordinal),
            line => Assert.StartsWith("7A 68 16 00", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Damaged, "bad-checksum")]
    [InlineData("68 01 00", "incomplete")]
    [InlineData("FE FE", "incomplete")]
    [InlineData("68 01 00 00 00 00 00 68 91 06 33 34 34 35 3D 55 CA 16", "bad-bcd")]
    [InlineData("68 01 00 00 00 00 00 68 91 06 33 34 34 35 32 32 9C 16", "no-data-ff")]
    public async Task What_is_refused_says_why_and_is_1(string hex, string code)
    {
        var ran = await Ran.EnglishAsync("decode", "dlt645", hex);
        Assert.Equal(1, ran.Code);
        Assert.EndsWith($"[{code}]", Assert.Single(ran.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("68 0")]
    [InlineData("68 ZZ")]
    [InlineData("0x68")]
    [InlineData("六八")]
    public async Task What_is_no_hexadecimal_is_a_wrong_use_and_in_a_file_a_wrong_file(string hex)
    {
        var ran = await Ran.EnglishAsync("decode", "dlt645", hex);
        Assert.Equal((2, ""), (ran.Code, ran.Output));
        Assert.Contains("[bad-hex]", ran.Error, StringComparison.Ordinal);
        Assert.Contains("--help", ran.Error, StringComparison.Ordinal);

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, hex);
        ran = await Ran.EnglishAsync("decode", "dlt645", "--file", file);
        File.Delete(file);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("[bad-hex]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_text_is_said_with_its_line_and_what_looks_like_an_option_is_none_of_the_bytes()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "68 01 00\n00 0z\n");
        var ran = await Ran.EnglishAsync("decode", "dlt645", "--file", file);
        File.Delete(file);
        Assert.Equal("Line 2, character 5: “z” is no hexadecimal digit. [bad-hex]", ran.Error.Trim());
        Assert.Contains("an odd number", (await Ran.EnglishAsync("decode", "dlt645", "680")).Error, StringComparison.Ordinal);

        ran = await Ran.EnglishAsync("decode", "dlt645", "68", "--bogus");
        Assert.Equal(2, ran.Code);
        Assert.StartsWith("“--bogus” is nothing that “decode” takes. [command.unexpected]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_decoded_and_a_missing_one_is_said()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"\uFEFF{Energy}\r\n{Energy.ToLowerInvariant()}\r\n");
        var ran = await Ran.EnglishAsync("decode", "dlt645", "--file", file);
        File.Delete(file);
        Assert.Equal([EnergyLine, EnergyLine], ran.Lines);

        var missing = await Ran.AsAsync(Language.Zh, "decode", "dlt645", "--file", file);
        Assert.Equal((1, ""), (missing.Code, missing.Output));
        Assert.Contains("没有文件", missing.Error, StringComparison.Ordinal);
        Assert.Contains("[file.unreadable]", (await Ran.EnglishAsync("decode", "dlt645", "--file", "/")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_every_frame_is_an_object()
    {
        var ran = await Ran.EnglishAsync("decode", "dlt645", "--json", "FE", Energy, Refusal, "00");
        var items = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(
            ("000000000001", 1, "91", "reply", "read-data", "00010000", "123456.78", "kWh", JsonValueKind.Null),
            (Text(items[0], "address"), items[0].GetProperty("preamble").GetInt32(), Text(items[0], "control"), Text(items[0], "direction"), Text(items[0], "function"),
                Text(items[0], "di"), Text(items[0], "value"), Text(items[0], "unit"), items[0].GetProperty("refusal").ValueKind));
        Assert.Equal("03", Text(items[1], "errorByte"));
        Assert.Equal("meter-error", Text(items[1].GetProperty("refusal"), "code"));
        Assert.Equal("00", Text(items[2], "hex"));
        Assert.Equal(1, ran.Code);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
