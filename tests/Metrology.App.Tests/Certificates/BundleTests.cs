using Metrology.App.Certificates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Pdf.Reading;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>The bundle of a real record: what was issued comes out of it again, and the institution's key vouches for it.</summary>
public sealed class BundleTests
{
    [Fact]
    public async Task A_certificate_and_the_one_that_replaced_it_are_both_rebuilt()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        Assert.Empty((await laboratory.RebuiltAsync(id)).Certificates);
        var issued = await IssueTests.IssueAsync(laboratory, id);
        await laboratory.RebuiltAsync(id, issued.Number);
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "更正后的名称"));
        var replaced = (await laboratory.The<WithdrawCertificate>().ReplaceAsync(laboratory.People.Approver, issued.Number, "示例：名称有误", default)).Value;
        var content = await laboratory.RebuiltAsync(id, issued.Number, replaced.Number);

        Assert.Equal([issued.PdfHash, replaced.PdfHash], content.Certificates.Select(one => one.Facts.Pdf));
        Assert.Equal(issued.Dcc, content.Certificates[0].Parts.Dcc);
        var signature = DetachedSignature.Read(content.Bundle.Signature!, content.Bundle.Manifest);
        Assert.Equal((null, laboratory.The<ICertificateSigner>().Identity!.Subject), (signature.Fault, signature.Certificate!.Subject));
        Assert.Equal(laboratory.Clock.Now, signature.Time);
    }

    [Fact]
    public async Task A_key_that_may_not_sign_keeps_nobody_from_the_record()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        laboratory.Clock.Now = laboratory.Clock.Now.AddYears(200);
        var content = await laboratory.RebuiltAsync(id);
        Assert.Equal((null, "signing.expired"), (content.Bundle.Signature, content.Manifest.Signature!.WhyNot));
        var unsigned = new RecordExport(laboratory.The<VerificationQueries>(), laboratory.The<IIssuedPapers>(), laboratory.The<IRecordProofs>(), new NoSigner(), laboratory.Clock);
        Assert.Equal("signing.no-key", RecordBundle.Read((await unsigned.BundleAsync(id, default)).Value).Value.Load().Content!.Manifest.Signature!.WhyNot);
    }
}
