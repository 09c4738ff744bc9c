using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>What the checker sees is what is signed: the registers may change behind a submitted record, its paper does not.</summary>
public sealed class PinTests
{
    [Fact]
    public async Task Nothing_that_is_edited_after_the_check_changes_the_paper()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await SubmittedAsync(laboratory);
        var seen = (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value;
        await MoveAsync(laboratory, Role.Checker, id, VerificationStates.Check);
        await EditRegistersAsync(laboratory, id);
        await MoveAsync(laboratory, Role.Approver, id, VerificationStates.Approve);
        var issued = await IssueTests.IssueAsync(laboratory, id);

        Assert.True(CertificateContent.IsSame(seen, issued.Document));
        Assert.DoesNotContain("改", CertificateDocumentText.Write(issued.Document), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_returned_takes_the_registers_anew()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await SubmittedAsync(laboratory);
        await EditRegistersAsync(laboratory, id);
        await MoveAsync(laboratory, Role.Checker, id, VerificationStates.Return);
        await MoveAsync(laboratory, Role.Technician, id, VerificationStates.Submit);

        var text = CertificateDocumentText.Write((await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value);
        Assert.All(["改名机构", "改名单位", "改名标准", "改名设备", "改-DC-9999"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    /// <summary>A correction of names and addresses takes customer and institution from the registers; what was measured with stays what it was.</summary>
    [Fact]
    public async Task A_replacement_corrects_customer_and_institution_and_nothing_else()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var first = await IssueTests.IssueAsync(laboratory, id);
        await EditRegistersAsync(laboratory, id);
        var second = (await laboratory.The<WithdrawCertificate>().ReplaceAsync(laboratory.People.Approver, first.Number, "示例：名称有误", default)).Value;

        Assert.Equal("改名单位", second.Document.Data!.Customer.Name);
        Assert.Equal("改名机构", second.Document.Institution.Name.Zh);
        Assert.Equal(first.Document.Data!.Standards, second.Document.Data.Standards);
        Assert.Equal(first.Document.Data.Equipment, second.Document.Data.Equipment);
    }

    private static async Task<Guid> SubmittedAsync(Support.Laboratory laboratory)
    {
        var id = await laboratory.MeasuredAsync();
        await MoveAsync(laboratory, Role.Technician, id, VerificationStates.Submit);
        return id;
    }

    private static async Task MoveAsync(Support.Laboratory laboratory, Role role, Guid id, string action) =>
        Assert.Null((await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Of(role), id, action, action == VerificationStates.Return ? "示例" : null, default)).Refusal?.Code);

    private static Task EditRegistersAsync(Support.Laboratory laboratory, Guid id) => laboratory.TamperAsync(async db =>
    {
        var record = await db.Verifications.Include(row => row.Unit!.Customer).Include(row => row.Standard!.Equipment).ThenInclude(link => link.Item!.Certificates).SingleAsync(row => row.Id == id);
        (await db.Institutions.SingleAsync()).NameZh = "改名机构";
        record.Unit!.Customer!.Name = "改名单位";
        record.Standard!.NameZh = "改名标准";
        foreach (var item in record.Standard.Equipment.Select(link => link.Item!))
        {
            item.NameZh = "改名设备";
            foreach (var certificate in item.Certificates)
                certificate.Number = "改-DC-9999";
        }
    });
}
