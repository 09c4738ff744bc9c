namespace Metrology.Vectors;

/// <summary>Prints one line a case and counts.</summary>
public sealed class Tally(TextWriter output)
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public void Add(string id, IReadOnlyList<string> differences)
    {
        if (differences.Count == 0)
        {
            Passed++;
            output.WriteLine($"ok {id}");
            return;
        }

        Failed++;
        // One line a case, whatever an exception or a value says.
        output.WriteLine(string.Join(' ', $"FAIL {id} {string.Join("; ", differences)}".Split('\r', '\n')));
    }

    public override string ToString() => $"{Passed} passed, {Failed} failed, 0 skipped";
}
