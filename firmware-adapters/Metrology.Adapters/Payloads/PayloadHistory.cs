namespace Metrology.Adapters.Payloads;

/// <summary>What came before: finds registers that fell and messages that came twice. Bounded: it forgets everything rather than grow without end.</summary>
internal sealed class PayloadHistory
{
    private const int MostEntries = 16_384;

    private readonly Dictionary<string, decimal> registers = [];
    private readonly Dictionary<string, string> last = [];

    public void Compare(PayloadTaken taken, bool retained, SortedSet<string> flags)
    {
        // A retained value is the past: it may be smaller or larger than what is true now.
        if (taken.Readings.Count == 0 || retained)
            return;
        if (registers.Count > MostEntries || last.Count > MostEntries)
        {
            registers.Clear();
            last.Clear();
        }

        if (taken.Time.Raw is { } time)
        {
            var said = $"{time}|{string.Join('|', taken.Readings.Select(reading => $"{reading.Quantity}/{reading.Channel}={reading.Text}"))}";
            if (last.TryGetValue(taken.Source, out var before) && before == said)
            {
                flags.Add(PayloadFlags.Duplicate);
                return;
            }

            last[taken.Source] = said;
        }

        foreach (var reading in taken.Readings.Where(reading => reading.IsCumulative))
        {
            var register = $"{taken.Source}/{reading.Quantity}/{reading.Channel}";
            if (registers.TryGetValue(register, out var before) && reading.Value < before)
                flags.Add(PayloadFlags.Decreased);
            registers[register] = reading.Value;
        }
    }
}
