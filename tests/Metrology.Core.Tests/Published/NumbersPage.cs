using System.Text;

namespace Metrology.Core.Tests.Published;

/// <summary>docs/numbers.md from the examples.</summary>
internal static class NumbersPage
{
    private const string Heading =
        """
        # Published numbers, recomputed

        Each figure that a source prints, what the product computes for it, and the difference. The page is written by the tests: do not edit it. A test fails
        when it differs from what the code gives. To write it again:

        ```
        METROLOGY_REGENERATE=1 dotnet test --project tests/Metrology.Core.Tests --filter-class "*NumbersPageTests"
        ```

        The inputs are `tests/corpus/published/*.json`; most of them are uncertainty files, which `metrology uncertainty --input FILE` evaluates too. Monte Carlo
        figures are those of one run with the stated seed. “Remembered” figures were written down from memory of the source and agree with it as far as the
        computation does; they were not read again. A difference beyond half of the last printed digit is allowed only where a tolerance stands in the file.

        """;

    public static string Write(IEnumerable<Example> examples)
    {
        var page = new StringBuilder(Heading.ReplaceLineEndings("\n"));
        foreach (var example in examples)
        {
            page.Append($"\n## {example.Source}: {example.Title}\n\n");
            page.Append($"`{example.File}`, figures {(example.IsConfirmed ? "seen in the source or a copy" : "remembered")}.\n\n");
            page.Append("| quantity | where | printed | ours | difference | allowed | remark |\n|---|---|--:|--:|--:|--:|---|\n");
            foreach (var figure in example.Figures)
            {
                page.Append(
                    $"| `{figure.Quantity}` | {figure.Where} | {figure.Printed} | {figure.OursPrinted} | {figure.DifferencePrinted} | {Plain(figure.Tolerance)} | {figure.Note} |\n");
            }
        }

        return page.ToString();
    }

    private static string Plain(double value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}
