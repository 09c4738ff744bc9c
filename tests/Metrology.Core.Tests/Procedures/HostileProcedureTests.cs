using System.Globalization;
using System.Text;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Procedures;

/// <summary>Files that somebody damaged or made to do harm: refused with a place, never an exception.</summary>
public class HostileProcedureTests
{
    private static readonly string[] Splinters =
    [
        "null", "true", "-1", "0", "1e400", "1e-30", "\"\"", "\"\\ud800\"", "{}", "[]", "[[]]", "\"(((((((\"", "\"1/0\"", "\"a\"", "79228162514264337593543950335", "\"kind+point\"", "\"from\"", "\"ask\"", "\"*\"",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_mutated_file_is_loaded_or_refused_and_a_loaded_one_can_be_planned(int seed)
    {
        var random = new Random(seed);
        var shipped = ProcedureCatalog.All;
        for (var i = 0; i < 400; i++)
        {
            var file = shipped[random.Next(shipped.Count)];
            var bytes = Mutate(ProcedureCatalog.Bytes(file.Path), random);
            var load = ProcedureFile.Load(bytes);
            Assert.NotEqual(load.IsRefused, load.Problems.Count == 0);
            Assert.All(load.Problems, problem => Assert.True(problem.Line > 0 && problem.Column > 0, problem.ToString()));
            if (load.Procedure is not { } procedure)
                continue;
            foreach (var run in file.GoldenRuns.Take(2))
                ReplayWithoutFault(procedure, RunFile.Load(ProcedureCatalog.Bytes(run)));
        }
    }

    /// <summary>A refusal is fine, an exception is not.</summary>
    private static void ReplayWithoutFault(Procedure procedure, RunFile run)
    {
        var replayed = run.Replay(procedure);
        if (!replayed.IsRefused)
            Evaluator.Evaluate(replayed.Value, run.References);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(bytes));
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, (char)random.Next(32, 127));
                    break;
                case 2:
                    text[at] = "{}[]\",:0129.-e"[random.Next(14)];
                    break;
                default:
                    ReplaceValue(text, at, Splinters[random.Next(Splinters.Length)]);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Puts another value behind the next colon.</summary>
    private static void ReplaceValue(StringBuilder text, int at, string value)
    {
        var all = text.ToString();
        var colon = all.IndexOf(": ", at, StringComparison.Ordinal);
        if (colon < 0)
            return;
        var end = all.IndexOfAny([',', '}', '\n'], colon + 2);
        if (end > 0)
            text.Remove(colon + 2, end - colon - 2).Insert(colon + 2, value);
    }

    [Fact]
    public void Problems_have_line_and_column()
    {
        var file = Encoding.UTF8.GetBytes(VerbExample.Text.Replace("\"unit\": \"kPa\", \"confirmed\": true", "\"unit\": \"kPb\", \"confirmed\": true", StringComparison.Ordinal));
        var problem = ProcedureFile.Load(file).Problems.First(one => one.Path == "items[3].constants.offset.unit");
        var line = Encoding.UTF8.GetString(file).Split('\n')[problem.Line - 1];

        Assert.StartsWith("\"kPb\"", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)[(problem.Column - 1)..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_where_it_stands()
    {
        var problem = Assert.Single(ProcedureFile.Load(Encoding.UTF8.GetBytes("{\n  \"code\": \"\\ud800\"\n}")).Problems);

        Assert.Equal((2, 11), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_syntax_error_has_its_place() =>
        Assert.Equal((2, 11), Assert.Single(ProcedureFile.Load("{\n  \"code\": }"u8).Problems) is var problem ? (problem.Line, problem.Column) : default);

    [Fact]
    public void A_byte_order_mark_is_no_problem() =>
        Assert.Equal(
            ProcedureCatalog.Find("JJG 1148-2022")!.ContentHash,
            ProcedureFile.Load([0xEF, 0xBB, 0xBF, .. ProcedureCatalog.Bytes("electricity/jjg-1148/2022.json")]).Procedure!.ContentHash);

    [Theory]
    [InlineData("\"item\": \"zero\", \"unit\"", "\"item\": \"end\", \"unit\"", "items[3].variables.z.item")]
    [InlineData("\"p - z - offset\"", "\"p - z - range * range\"", "items[3].derived[0].formula")]
    [InlineData("\"value\": \"span\"", "\"value\": \"other\"", "items[3].denominator.value")]
    [InlineData("\"span\": \"range\"", "\"span\": \"rang\"", "items[3].denominator.options.span")]
    [InlineData("\"range > 50\"", "\"range >\"", "items[3].points[1].when")]
    [InlineData("{ \"size\": [\"large\"] }", "{ \"size\": [\"huge\"] }", "items[3].points[2].onlyFor.size")]
    [InlineData("\"limitBy\": \"size+point\"", "\"limitBy\": \"size+kind+point\"", "items[3].acceptance.limits.small/first/half")]
    [InlineData("{ \"lower\": -4.0, \"upper\": 1.0 }", "{ \"lower\": 4.0, \"upper\": 1.0 }", "items[3].acceptance.limits.small/half.value")]
    [InlineData("{ \"lower\": -4.0, \"upper\": 1.0 }", "{}", "items[3].acceptance.limits.small/half.value")]
    [InlineData("\"each\": \"parts\"", "\"each\": \"size\"", "items[3].each")]
    [InlineData("\"seconds\": { \"value\": 900", "\"seconds\": { \"value\": -1", "items[1].seconds")]
    [InlineData("\"verb\": \"settle\"", "\"verb\": \"ask\"", "items[3].preparation[1].verb")]
    [InlineData("\"offset\": { \"value\"", "\"range\": { \"value\"", "items[3]")]
    [InlineData("\"offset\": { \"value\"", "\"min\": { \"value\"", "items[3]")]
    public void What_does_not_fit_is_found_at_its_path(string text, string changed, string path)
    {
        Assert.Contains(text, VerbExample.Text, StringComparison.Ordinal);

        Assert.Contains(
            ProcedureFile.Load(Encoding.UTF8.GetBytes(VerbExample.Text.Replace(text, changed, StringComparison.Ordinal))).Problems, problem => problem.Path == path);
    }

    [Fact]
    public void Deep_nesting_and_many_repeats_are_bounded()
    {
        Assert.NotEmpty(ProcedureFile.Load(Encoding.UTF8.GetBytes(new string('[', 100_000))).Problems);
        Assert.Contains(
            ProcedureFile.Load(Encoding.UTF8.GetBytes(VerbExample.Text.Replace("\"repeats\": 2", string.Create(CultureInfo.InvariantCulture, $"\"repeats\": {int.MaxValue}"), StringComparison.Ordinal))).Problems,
            problem => problem.Path == "items[3].repeats");
    }
}
