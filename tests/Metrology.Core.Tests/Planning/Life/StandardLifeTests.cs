using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;

namespace Metrology.Core.Tests.Planning.Life;

/// <summary>Which act may follow which, with the assessment certificates that stand beside them.</summary>
public sealed class StandardLifeTests
{
    private static readonly CertificatePeriod Certificate = new(new(2021, 8, 1), new(2026, 7, 31));

    /// <summary>What has lapsed is assessed as new and not re-examined; what is in force the other way round.</summary>
    [Theory]
    [InlineData(StandardAct.Built, "2026-07-31", "standard.act-built-before")]
    [InlineData(StandardAct.Built, "2026-08-01", null)]
    [InlineData(StandardAct.ReExamined, "2026-07-31", null)]
    [InlineData(StandardAct.ReExamined, "2026-08-01", "standard.act-examine-lapsed")]
    public void A_standard_that_has_lapsed_is_assessed_as_new(StandardAct act, string on, string? code) =>
        Assert.Equal(code, Problem([new(StandardAct.Built, new(2021, 7, 1)), new(act, Day(on))]));

    [Fact]
    public void One_that_lapsed_while_it_was_suspended_is_assessed_as_new_and_resumed()
    {
        LifeEvent[] acts = [new(StandardAct.Built, new(2021, 7, 1)), new(StandardAct.Suspended, new(2026, 6, 1), new(2026, 8, 31))];
        LifeEvent again = new(StandardAct.Built, new(2026, 9, 1)), resumed = new(StandardAct.Resumed, new(2026, 10, 1));
        Assert.Equal("standard.act-resume-lapsed", Problem([.. acts, resumed]));
        Assert.Null(Problem([.. acts, again]));
        // Nor is it brought back by a re-examination, with or without the certificate that came of it.
        LifeEvent examined = new(StandardAct.ReExamined, new(2026, 8, 15));
        Assert.Equal("standard.act-examine-lapsed", Problem([.. acts, examined]));
        Assert.Equal("standard.act-examine-lapsed", Problem([.. acts, examined, resumed], Certificate, new(new(2026, 9, 15), new(2031, 9, 14))));
        Assert.Null(Problem([.. acts, again, resumed], Certificate, new(new(2026, 9, 15), new(2031, 9, 14))));
    }

    /// <summary>Nobody entered that it was built, and it was re-examined: it was.</summary>
    [Fact]
    public void What_was_examined_again_was_built() =>
        Assert.Equal("standard.act-built-before", Problem([new(StandardAct.ReExamined, new(2024, 7, 1)), new(StandardAct.Built, new(2025, 7, 1))]));

    private static string? Problem(LifeEvent[] acts, params CertificatePeriod[] certificates) => StandardLife.FirstProblem(acts, certificates.Length == 0 ? [Certificate] : certificates)?.Code;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
