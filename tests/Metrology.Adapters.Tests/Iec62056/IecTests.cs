using System.Text;
using Metrology.Adapters.Iec62056;
using Metrology.Adapters.Tests.Framing;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Iec62056;

/// <summary>The W2 and P0 frames are published in pwitab/iec62056-21 (tests/test_bcc.py), the data sets in its tests/test_data.py.</summary>
public sealed class IecTests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);

    private static readonly byte[] Reply = Convert.FromHexString("02312E382E30283030303132332E3435362A6B576829035C");
    private static readonly byte[] Write = Convert.FromHexString("0157320243303033283931303332343039323233392903" + "1B");

    [Fact]
    public void Requests_have_their_known_bytes()
    {
        Assert.Equal("2F3F210D0A", Convert.ToHexString(IecRequest.SignOn()));
        Assert.Equal("01523102312E382E302829035A", Convert.ToHexString(IecRequest.Read("1.8.0")));
        Assert.Equal("0142300371", Convert.ToHexString(IecRequest.Break()));
        Assert.Equal("063035310D0A", Convert.ToHexString(IecRequest.Acknowledge('0', '5', '1')));
    }

    [Fact]
    public void The_published_write_command_is_taken_apart()
    {
        var message = IecMessage.Parse(Write).Value;
        Assert.Equal((IecMessageKind.Command, "W2", "C003(910324092239)", (byte?)0x1B), (message.Kind, message.Command, message.Text, message.Bcc));
    }

    [Theory]
    [InlineData("02312E382E30283030303132332E3435362A6B576829035D", "bad-bcc")]
    [InlineData("02312E382E30283030303132332E3435362A6B57682903", "incomplete")]
    [InlineData("", "incomplete")]
    [InlineData("41", "bad-start")]
    [InlineData("02B12903AA", "bad-character")]
    [InlineData("0142300371" + "00", "bad-length")]
    [InlineData("06303535210A", "bad-handshake")]
    [InlineData("2F3F2F210D0A", "bad-handshake")]
    public void Refusals_have_their_code_and_both_languages(string hex, string code)
    {
        var refusal = IecMessage.Parse(Convert.FromHexString(hex)).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.NotEqual(refusal.Text.Zh, refusal.Text.En);
    }

    [Fact]
    public void An_identification_is_a_line_of_its_own()
    {
        var message = IecMessage.Parse("/ISK5MT382-1000\r\n"u8).Value;
        Assert.Equal((IecMessageKind.Identification, "ISK5MT382-1000"), (message.Kind, message.Text));
    }

    [Theory]
    [InlineData("000123.456", "123.456")]
    [InlineData("000000.000", "0.000")]
    [InlineData("-000.5", "-0.5")]
    [InlineData("0", "0")]
    [InlineData("", null)]
    [InlineData("A1", null)]
    public void Numbers_lose_their_leading_zeros_only_when_normalised(string value, string? normalised) =>
        Assert.Equal(normalised, new IecDataSet("1.8.0", value, "kWh").Normalised);

    [Theory]
    [InlineData("\"Tralalalala")]
    [InlineData("")]
    [InlineData("1.8.0(1)x")]
    [InlineData("1.8.0((1)")]
    public void What_is_no_data_set_gives_no_value(string text) => Assert.Equal("not-a-data-set", IecDataSet.Parse(text).Refusal?.Code);

    [Fact]
    public void A_readout_of_several_lines_is_read_to_its_end()
    {
        var sets = IecDataSet.Parse("0.0.0(00000001)\r\n1.8.0(000123.456*kWh)\r\n0.9.1(143005)(00)\r\n!\r\n").Value;
        Assert.Equal(["0.0.0", "1.8.0", "0.9.1", null], sets.Select(set => set.Address));
    }

    [Fact]
    public void A_password_is_not_shown()
    {
        var items = IecText.Describe("01503002283132333435363729 0350").Value;
        Assert.Equal(("P0", "***"), (items[0].Head[1].Text, Assert.Single(items[0].Values).Text));
        Assert.Equal("Total imported active energy", Assert.Single(Assert.Single(IecText.Describe(Convert.ToHexString(Reply)).Value).Values).Name.En);
    }

    [Fact]
    public void Any_split_gives_the_same_messages() => Chunks.AnySplitGivesTheSameFrames(
        () => new IecFramer(), message => message.Raw, Reply, Write, IecRequest.SignOn("1"), IecRequest.Acknowledge('0', '5', '0'), IecRequest.Break(),
        "/ISK5MT382\r\n"u8.ToArray(), [.. Reply[..^1], 0x00], Reply[..7], [0x02], [0x01, 0x52], [0x2F], [0xFF, 0x03]);

    [Fact]
    public void Damaged_messages_throw_nothing_and_give_no_value_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(21));
        var framer = new IecFramer();
        var codes = new SortedDictionary<string, int>();
        byte[][] sources = [Reply, Write, IecRequest.SignOn("00000001"), IecRequest.Acknowledge('2', '5', '2'), [.. Reply, .. Reply]];
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            var message = IecMessage.Parse(bytes);
            var code = message.Refusal?.Code ?? (message.Value.Kind == IecMessageKind.Data ? IecDataSet.Parse(message.Value.Text).Refusal?.Code : null) ?? "read";
            codes[code] = codes.GetValueOrDefault(code) + 1;
            if (!message.IsRefused)
                AssertSound(message.Value);
            foreach (var found in framer.Push(bytes))
                AssertSound(found);
            IecDataSet.Parse(Encoding.ASCII.GetString(bytes));
            if (i % 100 == 0)
                IecText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("IEC 62056-21", Mutants, Fuzzing.Seed(21), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}; framer rejected {framer.Rejected}"));
        Assert.True(codes["bad-bcc"] > 1000);
    }

    private static void AssertSound(IecMessage message)
    {
        if (message.Bcc is not { } bcc)
            return;
        var xor = 0;
        foreach (var value in message.Raw.Span[1..^1])
            xor ^= value;
        Assert.Equal(bcc, xor);
    }
}
