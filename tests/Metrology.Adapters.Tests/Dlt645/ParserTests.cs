using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Tests.Dlt645;

public sealed class ParserTests
{
    [Theory]
    [InlineData("68 01 00 00 00 00 00 68 91 08 33 33 34 33 AB 89 67 45 17 16", "123456.78", "kWh")]
    [InlineData("FE FE FE FE 68 29 25 07 07 21 20 68 91 08 33 33 33 33 A9 4A 36 33 2E 16", "317.76", "kWh")]
    public void Published_frames_give_their_published_values(string hex, string value, string unit)
    {
        var description = Assert.Single(Dlt645Text.Describe(hex).Value);
        Assert.Equal((value, unit), (description.Value?.Text, description.Value?.Unit));
    }

    [Theory]
    [InlineData("68 16 00 00 00 15 20 68 11 04 35 33 B3 35 85 16", "bad-checksum")]
    [InlineData("68 01 00 00 00 00 00 68 91 06 33 34 34 35 3D 55 CA 16", "bad-bcd")]
    [InlineData("68 01 00 00 00 00 00 68 D1 01 36 D9 16", "meter-error")]
    [InlineData("", "incomplete")]
    public void Refusals_have_their_code_and_both_languages(string hex, string code)
    {
        var refusal = Assert.Single(Dlt645Text.Describe(hex).Value).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.NotEqual(refusal.Text.Zh, refusal.Text.En);
    }

    [Theory]
    [InlineData(DataIdentifiers.VoltageA, "05 22", "220.5", null)]
    [InlineData(DataIdentifiers.VoltageA, "05 22 00", "220.5", null)]
    [InlineData(DataIdentifiers.VoltageA, "05 22 00 00", null, "data-length")]
    [InlineData(DataIdentifiers.VoltageA, "05 22 01", null, "data-length")]
    [InlineData(DataIdentifiers.ForwardActiveEnergy, "91 78 56 34", "345678.91", null)]
    [InlineData(DataIdentifiers.ForwardActiveEnergy, "91 78 56 34 00", null, "data-length")]
    [InlineData(0x00010100u, "91 78 56 34 00", null, "data-length")]
    public void One_zero_byte_may_pad_a_value_but_never_an_energy_whose_decimals_it_would_move(uint identifier, string data, string? text, string? code)
    {
        var value = Dlt645Value.Decode(DataIdentifiers.Find(identifier)!, Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((text, code), (value.IsRefused ? null : value.Value.Text, value.Refusal?.Code));
    }

    [Fact]
    public void Several_frames_in_a_text_come_out_in_order_with_what_lies_between()
    {
        var items = Dlt645Text.Describe("00 FE 68 01 00 00 00 00 00 68 91 06 33 34 34 35 38 55 C5 16 68 AA AA AA AA AA AA 68 13 00 DF 16 68 01").Value;
        Assert.Equal(["bad-start", null, null, "incomplete"], items.Select(item => item.Refusal?.Code));
        Assert.Equal((1, "220.5"), (items[1].Frame!.Preamble, items[1].Value!.Text));
    }

    /// <summary>A long answer is shown with what it says, part by part: the first with its names, those that follow with their number.</summary>
    [Fact]
    public void The_parts_of_a_long_answer_are_shown_with_their_values()
    {
        string Line(byte code, string hex) => Assert.Single(Dlt645Text.Frames(Convert.ToHexString(Dlt645Frame.Encode("000000000001", code, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))))).Value).Line(Language.En);
        var first = Line(0xB1, "00FF0100 12345678 00000000");
        Assert.Contains("reply read-data", first, StringComparison.Ordinal);
        Assert.Contains("785634.12 kWh", first, StringComparison.Ordinal);
        Assert.Contains("(more follows)", first, StringComparison.Ordinal);
        var next = Line(0xB2, "00FF0100 12345678 01");
        Assert.Contains("0001FF00 part 1: 785634.12 kWh (more follows)", next, StringComparison.Ordinal);
        Assert.DoesNotContain("more follows", Line(0x92, "00FF0100 12345678 02"), StringComparison.Ordinal);
        // Bytes that nobody here knows are shown as they are.
        Assert.Contains("99999999 01 02", Line(0x91, "99999999 0102"), StringComparison.Ordinal);
        Assert.Contains("2026-11-27", Line(0x14, "01010004 00000000 00000000 05271126"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_hexadecimal_is_refused() => Assert.Equal("bad-hex", Dlt645Text.Describe("68 0").Refusal?.Code);

    [Fact]
    public void Only_reading_functions_can_be_asked()
    {
        byte[] sendable = [Dlt645Request.Read("000000000001", 0).Function, Dlt645Request.ReadAddress().Function];
        Assert.All(sendable, function => Assert.True(Dlt645Function.IsReadOnly(function)));
        Assert.Empty(typeof(Dlt645Request).GetConstructors());
    }
}
