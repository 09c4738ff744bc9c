using Metrology.Vectors;

namespace Metrology.Core.Tests.Vectors;

/// <summary>The runner itself: one line a case, any file taken, nothing passed that was not compared.</summary>
public sealed class RunnerTests
{
    [Theory]
    [InlineData("rounding-gbt8170", "")]
    [InlineData("rounding-gbt8170", "{")]
    [InlineData("rounding-gbt8170", "[]")]
    [InlineData("rounding-gbt8170", "7")]
    [InlineData("rounding-gbt8170", "{}")]
    [InlineData("rounding-gbt8170", """{"cases":{}}""")]
    [InlineData("rounding-gbt8170", """{"cases":[]}""")]
    [InlineData("no-such-kind", """{"cases":[]}""")]
    [InlineData("rounding-gbt8170", """{"cases":["text"]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[null]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1","interval":"1"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1","interval":"1","expected":"1","expected_too":"1"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1","interval":"0","expected":"1"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1e0","interval":"1","expected":"1"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1.0500000000000000000000000000001","interval":"0.1","expected":"1.0"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"value":"1.05","interval":"0.1","expected":"1.00"}]}""")]
    [InlineData("rounding-gbt8170", """{"cases":[{"standard_kind":"energy meter","average_error_interval":"0.1"}]}""")]
    [InlineData("certificate-numbers", """{"cases":[{"valid":false}]}""")]
    [InlineData("certificate-numbers", """{"cases":[{"raw":5,"valid":false}]}""")]
    [InlineData("dlt645-frames", """{"cases":[{"kind":"frame","valid":false}]}""")]
    [InlineData("dlt645-frames", """{"cases":[{"kind":"frame","hex":"68 0","valid":false}]}""")]
    [InlineData("dlt645-frames", """{"cases":[{"kind":"telepathy","hex":"68"}]}""")]
    [InlineData("dlt645-frames", """{"cases":[{"kind":"session","hex":"68","accept":false,"context":{"sent":{"address":"1","function":"write-data"}}}]}""")]
    [InlineData("verification-ev", """{"cases":[{"kind":"energy","class":"1","inputs":{"pile_energy_kWh":["1"],"standard_energy_kWh":["1","2"]},"expect":{"verdict":"PASS"}}]}""")]
    [InlineData("targets", """{"cases":[{"id":"LY-1"}]}""")]
    public void A_file_that_cannot_pass_fails_in_one_line(string kind, string content)
    {
        var (lines, tally) = Run(kind, content);
        Assert.StartsWith("FAIL ", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed, 0 skipped", tally.ToString());
    }

    /// <summary>A class that the rule pack does not list has no limit: the case is refused, never broken.</summary>
    [Theory]
    [InlineData("\"verdict\":\"PASS\"", "FAIL #1 expect.verdict: expected PASS, got null; class: expected one of 1, got 0.5")]
    [InlineData("\"error\":\"unknown-class\",\"verdict\":null", "ok #1")]
    public void A_class_without_limit_is_refused(string expect, string line)
    {
        var (lines, _) = Run("verification-ev", "{\"rule_pack\":{\"limit_percent\":{\"1\":\"1.0\"},\"rounding_interval_percent\":{\"1\":\"0.1\"}},\"cases\":[{\"kind\":\"average-given\",\"class\":\"0.5\","
            + "\"inputs\":{\"average_percent\":\"0.1\"},\"expect\":{" + expect + "}}]}");
        Assert.Equal(line, Assert.Single(lines));
    }

    [Fact]
    public void Each_case_has_its_line_and_the_others_go_on()
    {
        var (lines, tally) = Run("rounding-gbt8170", """
            {"source":[],"cases":[
              {"id":"good","value":"7.5","interval":"5","expected":"10","tie":true,"title":"t","trap":"x","note":"n","description":"d","origin":"o","source":"s"},
              {"id":"two wrong","value":"7.5","interval":"5","expected":"5","tie":false},
              {"id":"two\nlines","value":"x\ny","interval":"5","expected":"5"},
              {"value":3,"interval":2,"expected":4.0}
            ]}
            """);
        Assert.Equal("ok good", lines[0]);
        Assert.Equal("FAIL two wrong expected: expected 5, got 10; tie: expected false, got true", lines[1]);
        Assert.StartsWith("FAIL two lines case: expected one that can be computed, got ", lines[2], StringComparison.Ordinal);
        Assert.Equal("ok #4", lines[3]);
        Assert.Equal("2 passed, 2 failed, 0 skipped", tally.ToString());
    }

    [Fact]
    public void A_broken_file_is_said_with_its_place_and_in_no_words_of_the_parser()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-vectors-");
        var file = Path.Combine(folder.FullName, "targets.json");
        File.WriteAllText(file, "{\"cases\":\n[}");
        var lines = new StringWriter();
        VectorFile.Run(file, new(lines));
        folder.Delete(recursive: true);
        Assert.Equal("FAIL targets file: expected a JSON file of cases, got no valid JSON from line 2, byte 2 on", lines.ToString().Trim());
    }

    [Fact]
    public void A_missing_file_is_a_failure()
    {
        var lines = new StringWriter();
        var tally = new Tally(lines);
        VectorFile.Run("/no/such/targets.json", tally);
        Assert.StartsWith("FAIL targets file: expected a JSON file of cases, got ", lines.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, tally.Failed);
    }

    /// <summary>What the frame layer, a session and a value may look like beyond the shared cases.</summary>
    [Theory]
    [InlineData("""{"kind":"frame","hex":"68 01 00 00 00 00 00 68 11 04 33 33 34 33 B3 16","valid":true,"expect":{"di":"00010000"}}""")]
    [InlineData("""{"kind":"frame","hex":"68010000000000681104333334 33b316","valid":true}""")]
    [InlineData("""{"kind":"value","di":"00000000","raw_after_minus_33":"78 56 34 92","valid":true,"expect":{"value":"-123456.78"}}""")]
    [InlineData("""{"kind":"value","di":"02020100","raw_after_minus_33":"00 00 80","valid":true,"expect":{"value":"0.000","unit":"A"}}""")]
    [InlineData("""{"kind":"session","hex":"68 01 00 00 00 00 00 68 92 07 33 33 34 33 34 35 34 D4 16","accept":true,"context":{"sent":{"address":"000000000001","di":"00010000","function":"read-next"}}}""")]
    [InlineData("""{"kind":"session","hex":"68 01 00 00 00 00 00 68 92 07 33 33 34 33 34 35 34 D4 16","accept":false,"context":{"sent":{"address":"000000000001","di":"00010000","function":"read-next","sequence":"2"}}}""")]
    [InlineData("""{"kind":"stream","hex":"1B 68 68 01","expect_frames":[],"expect_unconsumed":"68 68 01"}""")]
    public void Cases_nobody_has_seen_are_taken(string vector)
    {
        var (lines, _) = Run("dlt645-frames", $"{{\"cases\":[{vector}]}}");
        Assert.Equal(["ok #1"], lines);
    }

    private static (string[] Lines, Tally Tally) Run(string kind, string content)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, kind + ".json");
            File.WriteAllText(file, content);
            var lines = new StringWriter();
            var tally = new Tally(lines);
            VectorFile.Run(file, tally);
            return (lines.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), tally);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
