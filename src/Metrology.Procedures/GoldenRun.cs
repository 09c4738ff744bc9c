using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Procedures;

/// <summary>
/// A recorded run that lies beside an edition: nameplate and readings, and what must come of them for ever. It goes the way of every run, event by event,
/// and is compared in the evaluation and, when the run has a verdict, in the certificate.
/// </summary>
/// <param name="File">The run itself.</param>
public sealed record GoldenRun(RunFile File, GoldenExpectation Expect)
{
    /// <exception cref="InvalidDataException">The file is no golden run.</exception>
    public static GoldenRun Load(ReadOnlySpan<byte> file)
    {
        var run = RunFile.Load(file);
        return new(run, run.Expect ?? throw new InvalidDataException("A golden run says what it expects."));
    }

    /// <summary>Replays the run under the procedure; one line for everything that differs from what is expected.</summary>
    public IReadOnlyList<string> Differences(Procedure procedure)
    {
        var replayed = File.Replay(procedure);
        if (replayed.Refusal is { } refusal)
            return [$"{refusal.Field}: {refusal.Code}: {refusal.Text.En}"];
        var evaluated = RunEvaluation.Of(replayed.Value, File.References);
        if (evaluated.Refusal is { } insufficient)
            return [$"references: {insufficient.Code}: {insufficient.Text.En}"];
        var (state, evaluation) = (replayed.Value, evaluated.Value);
        var differences = new List<string>();
        if (KebabCase.Of(evaluation.Verdict) != Expect.Verdict)
            differences.Add($"verdict: expected {Expect.Verdict}, got {KebabCase.Of(evaluation.Verdict)}");
        var computed = EvaluationValues.Of(evaluation);
        foreach (var (id, expected) in Expect.Computed ?? new Dictionary<string, string?>())
        {
            if (!computed.TryGetValue(id, out var got) || !IsSame(expected, got))
                differences.Add($"{id}: expected {expected ?? "none"}, got {(computed.ContainsKey(id) ? got ?? "none" : "no such value")}");
        }

        if (Expect.Printed is { } wanted)
            ComparePrinted(wanted, state.Plan, evaluation, differences);
        return differences;
    }

    private static void ComparePrinted(IReadOnlyDictionary<string, string> wanted, RunPlan plan, Evaluation evaluation, List<string> differences)
    {
        var printed = !CertificateComposer.IsFinal(evaluation) ? [] : CertificateComposer.Compose(plan, evaluation, GoldenParticulars.Example).Sections
            .SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Rows).SelectMany(row => row)
            .Where(cell => cell.ValueId is not null).ToDictionary(cell => cell.ValueId!, cell => cell.Text.In(Language.En));
        foreach (var (id, expected) in wanted)
        {
            if (printed.GetValueOrDefault(id) != expected)
                differences.Add($"{id}: expected {expected}, got {printed.GetValueOrDefault(id) ?? "nothing"}");
        }
    }

    /// <summary>Numbers are compared to the digits that are written; words as they stand.</summary>
    private static bool IsSame(string? expected, string? got)
    {
        if (expected is null || got is null)
            return expected == got;
        if (QuantityText.ParseNumber(expected) is not { } wanted)
            return expected == got;
        // A double of a budget may be written with an exponent.
        return decimal.TryParse(got, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Round(value, wanted.Scale, MidpointRounding.ToEven) == wanted;
    }
}
