using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.App.Tests.Verifications;

public sealed class OriginalRecordTests
{
    [Fact]
    public async Task Every_observation_who_and_with_what_stand_on_the_pages()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var record = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value;
        var file = PdfReader.Open(await PdfAsync(laboratory, id, Language.Zh));
        var text = Squeezed(file.Text);

        Assert.NotEmpty(record.State.Observations);
        // The readings in the order of recording, each with the number of its entry and its text as received.
        var table = file.Structure.All.Where(element => element.Type == "TR").Select(row => Squeezed(string.Concat(row.WithDescendants().Select(one => one.Text)))).ToList();
        foreach (var one in record.State.Observations)
        {
            var value = one.Role == Roles.Verifier ? (one.Reading.Value == 1m ? "符合" : "不符合") : one.Reading.Text + (one.Reading.Unit == "1" ? "" : one.Reading.Unit);
            Assert.Contains(table, row => row.StartsWith($"{one.Sequence}", StringComparison.Ordinal) && row.Contains(Squeezed(value), StringComparison.Ordinal));
        }

        foreach (var used in MeasuredWith.Of(record.Verification))
        {
            Assert.Contains(Squeezed(used.Item!.SerialNumber), text, StringComparison.Ordinal);
            Assert.Contains(Squeezed(used.Certificate!.Number), text, StringComparison.Ordinal);
        }

        foreach (var move in record.Verification.Transitions)
            Assert.Contains(Squeezed(move.AccountName), text, StringComparison.Ordinal);
        Assert.Contains(record.Verification.ProcedureHash, text, StringComparison.Ordinal);
        Assert.All(file.Pages, page => Assert.Contains("模拟", page.Text, StringComparison.Ordinal));
        Assert.Contains("Originalrecord", Squeezed(PdfReader.Open(await PdfAsync(laboratory, id, Language.En)).Text), StringComparison.Ordinal);
        // Nothing of it changes by being looked at.
        Assert.Equal(await PdfAsync(laboratory, id, Language.Zh), await PdfAsync(laboratory, id, Language.Zh));
    }

    [Fact]
    public async Task A_superseded_reading_stays_with_its_reason_and_a_run_without_verdict_has_no_results()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 1);
        Assert.False((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.RepeatRequested("示例重测原因"), [], default)).IsRefused);
        var text = Squeezed(PdfReader.Open(await PdfAsync(laboratory, id, Language.Zh)).Text);
        Assert.Contains("作废", text, StringComparison.Ordinal);
        Assert.Contains("示例重测原因", text, StringComparison.Ordinal);
        Assert.DoesNotContain("以下空白", text, StringComparison.Ordinal);
        Assert.Equal("verification.not-found", (await laboratory.The<OriginalRecord>().PdfAsync(Guid.NewGuid(), Language.Zh, default)).Refusal?.Code);
    }

    private static async Task<byte[]> PdfAsync(Support.Laboratory laboratory, Guid id, Language language) => (await laboratory.The<OriginalRecord>().PdfAsync(id, language, default)).Value;

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
