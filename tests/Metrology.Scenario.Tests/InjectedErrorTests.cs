using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Adapters.Dlt645;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Instruments.Links;
using Metrology.Simulators;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Scenario.Tests;

/// <summary>From the bytes on a pseudo-terminal and the messages over MQTT to the issued paper: what the simulated pile does wrong is what the paper says.</summary>
public sealed partial class InjectedErrorTests
{
    private const string Pile = "SIM-EV-0004";

    /// <summary>Of the simulated reference meter; the bench does not know it.</summary>
    private static readonly decimal ReferenceError = new SimulatedBenchSettings(0, 0m).ReferenceError;

    [Theory]
    [InlineData("0.62", Verdict.Pass)]
    [InlineData("-0.62", Verdict.Pass)]
    [InlineData("1.62", Verdict.Fail)]
    [InlineData("-2.4", Verdict.Fail)]
    public async Task The_error_of_the_pile_comes_out_within_the_resolution(string percent, Verdict verdict)
    {
        var injected = decimal.Parse(percent, CultureInfo.InvariantCulture);
        await using var house = await House.OpenAsync(errors: new Dictionary<string, decimal> { [Pile] = injected });
        var issued = await house.VerifyAsync(Pile);
        Assert.Null(issued.Refusal?.Text.En);

        var evaluation = (await house.RecordAsync(issued.Value.VerificationId)).Evaluate();
        Assert.Equal(verdict, evaluation.Verdict);
        Assert.Equal(verdict == Verdict.Pass ? CertificateKind.VerificationCertificate : CertificateKind.RejectionNotice, issued.Value.Kind);
        // Both registers count the same charge: (1 + e) / (1 + r) − 1.
        var expected = 100m * (((1m + (injected / 100m)) / (1m + ReferenceError)) - 1m);
        var repeats = evaluation.Items.Single(item => item.Item == "operating-error").Points.SelectMany(point => point.Repeats).ToList();
        Assert.Equal(4, repeats.Count);
        Assert.All(repeats, repeat => Assert.InRange(repeat.Error!.Value, expected - repeat.ResolutionBound!.Value, expected + repeat.ResolutionBound.Value));
    }

    [Fact]
    public async Task The_clock_of_the_pile_is_off_by_what_was_injected_and_the_notice_names_what_failed()
    {
        await using var house = await House.OpenAsync();
        var issued = await house.VerifyAsync("SIM-EV-0003"); // −0.35 %, clock 7.4 s fast
        Assert.Equal(CertificateKind.RejectionNotice, issued.Value.Kind);
        var evaluation = (await house.RecordAsync(issued.Value.VerificationId)).Evaluate();
        Assert.Equal(["clock-error"], evaluation.FailedItems.Select(item => item.Item));
        Assert.InRange(evaluation.FailedItems.Single().Points.Single().Mean!.Value, 7.4m - 0.3m, 7.4m + 0.3m);

        var cover = await TextOfAsync(issued.Value.Pdf, "-layout", "-l", "1");
        Assert.Contains("检定结果通知书", cover, StringComparison.Ordinal);
        Assert.Contains("不合格（不合格项目：时钟时刻误差）", cover, StringComparison.Ordinal);
        Assert.DoesNotContain("有效期至", cover, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_pile_gets_a_notice_that_names_the_failed_item()
    {
        await using var house = await House.OpenAsync();
        var issued = await house.VerifyAsync("SIM-EV-0002"); // +1.62 %, class 1
        var cover = await TextOfAsync(issued.Value.Pdf, "-layout", "-l", "1");
        Assert.Contains(issued.Value.Number, cover, StringComparison.Ordinal);
        Assert.Contains("不合格（不合格项目：工作误差）", cover, StringComparison.Ordinal);

        // The watermark runs aslant over each of the three pages, a character a line.
        var text = await TextOfAsync(issued.Value.Pdf);
        Assert.Equal(3, text.Split("模\n拟").Length - 1);
    }

    [Fact]
    public async Task The_readings_of_the_record_are_in_its_bytes()
    {
        await using var house = await House.OpenAsync();
        var issued = await house.VerifyAsync("SIM-EV-0001");
        var transcript = await house.The<VerificationQueries>().TranscriptAsync(issued.Value.VerificationId, default);
        var serial = transcript.Where(entry => PseudoTerminal().IsMatch(entry.Link)).ToList();

        var framer = new Dlt645Framer();
        var decoded = serial.Where(entry => entry.Direction == Direction.Received).SelectMany(entry => framer.Push(entry.Bytes))
            .Select(frame => Dlt645Text.Describe(frame)).Where(frame => frame.Identifier?.Code == DataIdentifiers.ForwardActiveEnergyFine)
            .Select(frame => frame.Value!.Text).ToHashSet();
        var observed = (await house.RecordAsync(issued.Value.VerificationId)).State.Observations
            .Where(one => one.Role == Roles.Reference && one.Reading.Measurand == Measurands.ActiveEnergy).Select(one => one.Reading.Text).ToList();
        Assert.Equal(8, observed.Count);
        Assert.Subset(decoded, observed.ToHashSet());

        var messages = await house.The<Store>().ReadAsync(db => db.InstrumentMessages.Select(row => row.Payload).ToListAsync(), default);
        var payloads = transcript.Where(entry => entry.Link.StartsWith("mqtt:", StringComparison.Ordinal) && entry.Direction == Direction.Received)
            .Where(entry => entry.Link.EndsWith("/readings", StringComparison.Ordinal)).Select(entry => Convert.ToHexString(entry.Bytes)).ToHashSet();
        Assert.NotEmpty(payloads);
        // Everything the bench took from MQTT had been committed before it was passed on.
        Assert.Subset(messages.Select(Convert.ToHexString).ToHashSet(), payloads);
    }

    internal static async Task<string> TextOfAsync(byte[] pdf, params string[] options)
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            var (exit, output, error) = ForeignProgram.Run("pdftotext", [.. options, file, "-"]);
            Assert.True(exit == 0, error);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("^tty:/dev/pts/[0-9]+")]
    private static partial Regex PseudoTerminal();
}
