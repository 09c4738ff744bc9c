using Metrology.App.Laboratory;

namespace Metrology.App.Tests.Laboratory;

/// <summary>Codes of an authenticator against the published values, and the rules of taking one.</summary>
public sealed class TimeCodeTests
{
    /// <summary>"12345678901234567890" of RFC 6238 appendix B in base32.</summary>
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);

    /// <summary>RFC 6238 appendix B, the rows of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_published_codes_are_ours(long seconds, string code) =>
        Assert.Equal(code, TimeCode.Of(Key, TimeCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226 appendix D: counters 0 to 9.</summary>
    [Fact]
    public void The_published_codes_of_counters_are_ours() => Assert.Equal(
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
        Enumerable.Range(0, 10).Select(counter => TimeCode.Of(Key, counter)));

    /// <summary>RFC 4648 section 10, without padding.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_in_base32(string bytes, string text) => Assert.Equal(text, TimeCode.Text(System.Text.Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData(0, -1, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(30, -2, false)]
    [InlineData(30, -1, true)]
    [InlineData(30, 1, true)]
    [InlineData(30, 2, false)]
    public void A_code_is_good_as_long_as_it_is_shown_unless_clocks_may_be_off(int tolerance, int steps, bool isTaken) =>
        Assert.Equal(isTaken, TimeCode.Accepted(Key, TimeCode.Of(Key, TimeCode.StepAt(At) + steps), At, -1, TimeSpan.FromSeconds(tolerance)) is not null);

    /// <summary>Of five seconds the code before is taken for the first five of a step, and the next one in the last five.</summary>
    [Theory]
    [InlineData(4, -1, true)]
    [InlineData(6, -1, false)]
    [InlineData(26, 1, true)]
    [InlineData(24, 1, false)]
    public void A_tolerance_is_of_seconds(int second, int steps, bool isTaken)
    {
        var begin = DateTimeOffset.FromUnixTimeSeconds(TimeCode.StepAt(At) * 30);
        Assert.Equal(isTaken, TimeCode.Accepted(Key, TimeCode.Of(Key, TimeCode.StepAt(At) + steps), begin.AddSeconds(second), -1, TimeSpan.FromSeconds(5)) is not null);
    }

    [Fact]
    public void No_code_is_taken_twice_nor_one_before_it()
    {
        var now = TimeCode.StepAt(At);
        Assert.Null(TimeCode.Accepted(Key, TimeCode.Of(Key, now), At, now, TimeCode.Step));
        Assert.Null(TimeCode.Accepted(Key, TimeCode.Of(Key, now - 1), At, now, TimeCode.Step));
        Assert.Equal(now + 1, TimeCode.Accepted(Key, TimeCode.Of(Key, now + 1), At, now, TimeCode.Step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("081804081804")]
    [InlineData("zzzzzz")]
    public void What_is_no_code_is_refused(string code) => Assert.Null(TimeCode.Accepted(Key, code, At, -1, TimeSpan.Zero));

    [Fact]
    public void Keys_and_recovery_codes_are_drawn_anew_and_are_long_enough()
    {
        Assert.NotEqual(TimeCode.NewKey(), TimeCode.NewKey());
        var codes = RecoveryCodes.Draw();
        Assert.Equal(RecoveryCodes.Count, codes.Distinct().Count());
        // 26 of 31 letters: 128 bits and more, so that a plain hash does (ASVS 5.0 6.5.2, 11.5.1).
        Assert.All(codes, code => Assert.True(code.Count(char.IsLetterOrDigit) * Math.Log2(31) > 128));
        Assert.DoesNotContain(codes[0], RecoveryCodes.HashesOf(codes), StringComparison.Ordinal);
    }
}
