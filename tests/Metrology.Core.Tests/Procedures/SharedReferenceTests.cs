using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Procedures;
using Metrology.Testing;

namespace Metrology.Core.Tests.Procedures;

/// <summary>One instrument with U = 0.2 V (k = 2) read once, read twice for a mean, and read twice of which one reading counts: its error is in each reading, so u = 0.1 V in all three.</summary>
public class SharedReferenceTests
{
    [Theory]
    [InlineData("n")]
    [InlineData("m")]
    [InlineData("o")]
    public void The_uncertainty_of_a_reference_enters_every_variable_that_it_reads(string item)
    {
        var procedure = ProcedureFile.Load(Data("shared-reference.json")).Procedure!;
        var run = RunFile.Load(Data("shared-reference.run.json"));
        var evaluation = RunEvaluation.Of(run.Replay(procedure).Value, run.References).Value;
        var certificate = evaluation.Items.Single(one => one.Item == item).Points[0].Budget!.Components.Single(one => one.Symbol.StartsWith("u_cert", StringComparison.Ordinal));
        Assert.Equal(0.1, Math.Abs(certificate.Contribution), 12);
    }

    private static byte[] Data(string name) => File.ReadAllBytes(Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", name));
}
