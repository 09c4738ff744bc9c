using Metrology.Procedures;

namespace Metrology.Core.Tests.Procedures;

public class GoldenRunTests
{
    public static TheoryData<string, string> GoldenRuns()
    {
        var data = new TheoryData<string, string>();
        foreach (var shipped in ProcedureCatalog.All)
        {
            foreach (var run in shipped.GoldenRuns)
                data.Add(shipped.Path, run);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(GoldenRuns))]
    public void A_golden_run_prints_what_it_has_always_printed(string procedure, string run)
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Path == procedure);

        Assert.Empty(GoldenRun.Load(ProcedureCatalog.Bytes(run)).Differences(shipped.Procedure));
    }

    [Fact]
    public void Every_shipped_edition_has_golden_runs() => Assert.All(ProcedureCatalog.All, shipped => Assert.NotEmpty(shipped.GoldenRuns));

    [Fact]
    public void A_golden_run_with_another_expectation_is_noticed()
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Procedure.Designation == "JJG 1148-2022");
        var run = GoldenRun.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns[0]));
        var printed = new Dictionary<string, string>(run.Expect.Printed!) { ["operating-error/full/rounded"] = "+9.9" };

        var differences = (run with { Expect = run.Expect with { Printed = printed } }).Differences(shipped.Procedure);

        Assert.StartsWith("operating-error/full/rounded: expected +9.9", Assert.Single(differences));
    }
}
