using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Records;

/// <summary>The run of a record, folded again from its events; observations that do not come out of the fold as they stand are named.</summary>
internal sealed class RecordReplay(RecordDocument record, Procedure procedure)
{
    private const int MostEvents = 10_000;
    private const int MostObservations = 20_000;

    private readonly List<BundleDifference> differences = [];

    public (RunState? State, IReadOnlyList<BundleDifference> Differences) Run()
    {
        var plan = RunMachine.Plan(procedure, new(record.Nameplate), record.Kind);
        if (plan.Refusal is { } refusal)
        {
            differences.Add(new("record.nameplate", "a nameplate that the procedure can plan", refusal.Text.En));
            return (null, differences);
        }

        CheckSizes();
        CheckReferences();
        if (differences.Count > 0)
            return (null, differences);
        var state = RunMachine.Begin(plan.Value);
        var readings = record.Observations.ToLookup(one => one.Event);
        for (var i = 0; i < record.Events.Count; i++)
        {
            var (row, path) = (record.Events[i], string.Create(CultureInfo.InvariantCulture, $"record.events[{i}]"));
            if (row.Sequence != i + 1)
                differences.Add(new($"{path}.sequence", Text(i + 1), Text(row.Sequence)));
            if (row.With([.. readings[row.Sequence].Select(one => new ObservedReading(one.Role, one.Subject, one.Reading))]) is not { } happened)
            {
                differences.Add(new($"{path}.kind", "an event of a run", row.Kind));
                return (null, differences);
            }

            var next = RunMachine.Advance(state, happened);
            if (next.Refusal is { } impossible)
            {
                differences.Add(new(path, "an event that was possible", impossible.Text.En));
                return (null, differences);
            }

            state = next.Value;
        }

        Compare(state.Observations);
        return (state, differences);
    }

    /// <summary>No bench session comes near these; a fold of more would only waste the reader's time.</summary>
    private void CheckSizes()
    {
        if (record.Events.Count > MostEvents)
            differences.Add(new("record.events", $"at most {Text(MostEvents)}", Text(record.Events.Count)));
        if (record.Observations.Count > MostObservations)
            differences.Add(new("record.observations", $"at most {Text(MostObservations)}", Text(record.Observations.Count)));
    }

    /// <summary>Nobody can compute with a capability whose unit or factor means nothing.</summary>
    private void CheckReferences()
    {
        for (var i = 0; i < record.References.Count; i++)
        {
            var (one, path) = (record.References[i], string.Create(CultureInfo.InvariantCulture, $"record.references[{i}]"));
            if (procedure.Unit(one.Unit) is null)
                differences.Add(new($"{path}.unit", "a known unit", one.Unit));
            if (one.CoverageFactor <= 0m)
                differences.Add(new($"{path}.coverageFactor", "a positive number", one.CoverageFactor.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void Compare(IReadOnlyList<Observation> folded)
    {
        for (var i = 0; i < Math.Max(folded.Count, record.Observations.Count); i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"record.observations[{i}]");
            if (i >= folded.Count || i >= record.Observations.Count)
            {
                differences.Add(new(path, i < folded.Count ? "an observation" : null, i < folded.Count ? null : "an observation of no event"));
                continue;
            }

            var (expected, found) = (folded[i], record.Observations[i]);
            Same($"{path}.sequence", expected.Sequence, found.Sequence);
            Same($"{path}.step", expected.Step, found.Step);
            Same($"{path}.attempt", expected.Attempt, found.Attempt);
            Same($"{path}.stage", expected.Stage, found.Stage);
            Same($"{path}.role", expected.Role, found.Role);
            Same($"{path}.subject", expected.Subject, found.Subject);
            Same($"{path}.reading", expected.Reading, found.Reading);
            Same($"{path}.supersedes", expected.Supersedes, found.Supersedes);
            Same($"{path}.reason", expected.Reason, found.Reason);
        }
    }

    private void Same<T>(string path, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            differences.Add(new(path, string.Create(CultureInfo.InvariantCulture, $"{expected}"), string.Create(CultureInfo.InvariantCulture, $"{found}")));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
