using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;

namespace Metrology.App.Tests.Verifications;

/// <summary>Verifier, checker and approver are three different persons, whatever rights one of them has. Ann, Ben and Cao are each all three.</summary>
public sealed class ThreePersonsTests
{
    private const string SamePerson = "verification.same-person";

    [Fact]
    public async Task Who_measured_cannot_check_return_approve_or_issue()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (ann, ben, cao) = (laboratory.People.Ann, laboratory.People.Ben, laboratory.People.Cao);
        var id = await laboratory.MeasuredAsync(verifier: ann);
        await laboratory.MovedAsync(ann, id, "submit");
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "check"));
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "return"));
        await laboratory.MovedAsync(ben, id, "check");
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "approve"));
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "return"));
        await laboratory.MovedAsync(cao, id, "approve");
        Assert.Equal(SamePerson, (await laboratory.The<IssueCertificate>().ExecuteAsync(ann, id, default)).Refusal?.Code);
        Assert.False((await laboratory.The<IssueCertificate>().ExecuteAsync(cao, id, default)).IsRefused);
    }

    [Fact]
    public async Task Who_checked_cannot_approve_or_issue()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (ann, ben, cao) = (laboratory.People.Ann, laboratory.People.Ben, laboratory.People.Cao);
        var id = await laboratory.MeasuredAsync(verifier: ann);
        await laboratory.MovedAsync(ann, id, "submit");
        await laboratory.MovedAsync(ben, id, "check");
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ben, id, "approve"));
        await laboratory.MovedAsync(cao, id, "approve");
        Assert.Equal(SamePerson, (await laboratory.The<IssueCertificate>().ExecuteAsync(ben, id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task After_a_return_the_new_signatures_count_and_are_of_three_persons()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (ann, ben, cao) = (laboratory.People.Ann, laboratory.People.Ben, laboratory.People.Cao);
        var id = await laboratory.MeasuredAsync(verifier: ann);
        await laboratory.MovedAsync(ann, id, "submit");
        await laboratory.MovedAsync(ben, id, "check");
        await laboratory.MovedAsync(cao, id, "return", "第 2 点备注不清");
        Assert.Equal(VerificationState.Evaluated, await laboratory.StateAsync(id));

        await laboratory.MovedAsync(ann, id, "submit");
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "check"));
        // Cao sent it back as approver and checks now; so Cao does not approve, and Ben, whose check is void, may.
        await laboratory.MovedAsync(cao, id, "check");
        Assert.Equal(SamePerson, await MoveAsync(laboratory, cao, id, "approve"));
        Assert.Equal(SamePerson, await MoveAsync(laboratory, ann, id, "approve"));
        await laboratory.MovedAsync(ben, id, "approve");

        var preview = await laboratory.The<CertificateQueries>().PreviewAsync(id, default);
        Assert.Equal(["ann", "cao", "ben"], preview.Value.Signatures.Select(signature => signature.Name));
    }

    [Fact]
    public async Task Signatures_before_a_return_do_not_stand_on_the_paper()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        await laboratory.MovedAsync(laboratory.People.Checker, id, "return", "示例");
        Assert.Empty((await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value.Signatures);
    }

    [Fact]
    public async Task A_colleague_with_every_right_cannot_submit_or_abort_for_the_verifier()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync(verifier: laboratory.People.Ann);
        Assert.Equal("verification.not-yours", await MoveAsync(laboratory, laboratory.People.Ben, id, "submit"));
        Assert.Equal("verification.not-yours", await MoveAsync(laboratory, laboratory.People.Ben, id, "abort"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("　")]
    public async Task Return_and_abort_need_a_reason(string? reason)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        var move = laboratory.The<MoveVerification>();
        Assert.Equal("verification.no-reason", (await move.ExecuteAsync(laboratory.People.Technician, id, "abort", reason, default)).Refusal?.Code);
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        Assert.Equal("verification.no-reason", (await move.ExecuteAsync(laboratory.People.Checker, id, "return", reason, default)).Refusal?.Code);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateAsync(id));
    }

    /// <summary>Also when what was measured fails already: the paper would have to say something of the skipped item.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(1.6)]
    public async Task A_run_with_a_skipped_item_cannot_be_submitted(double errorPercent)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.SkippedAsync((decimal)errorPercent);
        Assert.Equal("verification.no-verdict", await MoveAsync(laboratory, laboratory.People.Technician, id, "submit"));
        Assert.Equal("certificate.no-verdict", (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Refusal?.Code);
    }

    private static async Task<string?> MoveAsync(Support.Laboratory laboratory, Actor actor, Guid id, string action) =>
        (await laboratory.The<MoveVerification>().ExecuteAsync(actor, id, action, "示例", default)).Refusal?.Code;
}
