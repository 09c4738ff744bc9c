using System.Text.Json.Nodes;
using Metrology.App.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Tests.Certificates;

/// <summary>Issued documents are read for ever, whatever is added to them later.</summary>
public sealed class CertificateDocumentTextTests
{
    [Fact]
    public async Task An_issued_document_comes_back_with_what_a_machine_needs()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var document = (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value;
        var text = CertificateDocumentText.Write(document);
        var read = CertificateDocumentText.Read(text);

        Assert.Equal(text, CertificateDocumentText.Write(read));
        Assert.NotEmpty(read.Data!.Items.SelectMany(item => item.Results));
        Assert.Contains("\"role\":\"mean-error\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_stored_before_there_was_such_data_is_read()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var document = (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value;
        var old = JsonNode.Parse(CertificateDocumentText.Write(document))!.AsObject();
        Assert.True(old.Remove("data"));

        var read = CertificateDocumentText.Read(old.ToJsonString());

        Assert.Null(read.Data);
        Assert.Equal((document.Number, document.Sections.Count, Language.Zh), (read.Number, read.Sections.Count, read.Language));
    }
}
