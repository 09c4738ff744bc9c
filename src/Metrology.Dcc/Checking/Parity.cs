using Metrology.Core.Certificates;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Checking;

/// <summary>
/// Paper against XML, value by value: the digits as printed, the unit, U, the verdicts, the conditions, and who, what and when of the cover. Everything is
/// compared both ways; nothing is converted or rounded.
/// </summary>
public static class Parity
{
    /// <returns>All differences in the order of the paper, then what only the XML has; empty when they agree.</returns>
    public static IReadOnlyList<ParityDifference> Check(CertificateDocument paper, ReadDcc xml)
    {
        var (printed, written) = (PaperValues.Of(paper), XmlValues.Of(xml, paper.Language));
        var differences = new List<ParityDifference>();
        foreach (var (path, said) in printed)
        {
            var other = written.TryGetValue(path, out var found) ? found : null;
            if (said != other)
                differences.Add(new(path, said, other));
        }

        differences.AddRange(written.Where(pair => !printed.ContainsKey(pair.Key)).Select(pair => new ParityDifference(pair.Key, null, pair.Value)));
        return differences;
    }
}
