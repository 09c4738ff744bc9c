using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Verifications;

/// <summary>Every role tries every action in every state; only the legal ones pass, and the others change nothing.</summary>
public sealed class StateTableTests
{
    private const string Measure = "(measure)";

    /// <summary>The legal ones as issue and regulations say them, written apart from the product's own table.</summary>
    private static readonly (VerificationState From, string Action, Role Who, VerificationState To)[] Legal =
    [
        (VerificationState.Running, Measure, Role.Technician, VerificationState.Running),
        (VerificationState.Evaluated, "submit", Role.Technician, VerificationState.Submitted),
        (VerificationState.Submitted, "check", Role.Checker, VerificationState.Checked),
        (VerificationState.Submitted, "return", Role.Checker, VerificationState.Evaluated),
        (VerificationState.Checked, "approve", Role.Approver, VerificationState.Approved),
        (VerificationState.Checked, "return", Role.Approver, VerificationState.Evaluated),
        (VerificationState.Approved, "issue", Role.Approver, VerificationState.Issued),
        (VerificationState.Draft, "abort", Role.Technician, VerificationState.Aborted),
        (VerificationState.Running, "abort", Role.Technician, VerificationState.Aborted),
        (VerificationState.Evaluated, "abort", Role.Technician, VerificationState.Aborted),
    ];

    private static readonly string[] Actions = ["begin", "evaluate", "submit", "check", "approve", "issue", "return", "abort", "", "delete", Measure];

    private static readonly string[] Refusals = ["verification.illegal-move", "verification.not-running", "laboratory.not-allowed"];

    [Theory]
    [InlineData(VerificationState.Draft)]
    [InlineData(VerificationState.Running)]
    [InlineData(VerificationState.Evaluated)]
    [InlineData(VerificationState.Submitted)]
    [InlineData(VerificationState.Checked)]
    [InlineData(VerificationState.Approved)]
    [InlineData(VerificationState.Issued)]
    [InlineData(VerificationState.Aborted)]
    public async Task Only_the_legal_moves_pass(VerificationState from)
    {
        // A whole measured record: whatever is refused is refused for its state or the role. A run that goes on needs an open step.
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        if (from is VerificationState.Draft or VerificationState.Running)
            id = await laboratory.OpenRecordAsync();
        // A record that says issued and has no certificate is refused for that; so it has one, and nothing moves it.
        var isIssued = from == VerificationState.Issued;
        if (isIssued)
            Assert.Null((await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Of(Role.Approver), id, default)).Refusal);
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var action in Actions)
            {
                // Who has issued it and presses again is given the same paper.
                if (isIssued && (role, action) == (Role.Approver, VerificationStates.Issue))
                    continue;
                if (!isIssued)
                    await PutAsync(laboratory, id, from);
                if (from == VerificationState.Approved)
                    await SignAsync(laboratory, id);
                var (code, state) = await TryAsync(laboratory, id, role, action);
                // A draft is measured by its first event, which makes it a running one.
                var legal = from == VerificationState.Draft && action == Measure && role == Role.Technician
                    ? VerificationState.Running
                    : Legal.Where(move => (move.From, move.Action, move.Who) == (from, action, role)).Select(move => (VerificationState?)move.To).SingleOrDefault();
                if (state != (legal ?? from) || code is null != (legal is not null) || (code is not null && !Refusals.Contains(code)))
                    wrong.Add($"{role} {action}: {code ?? "passed"}, {state}");
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<(string? Code, VerificationState State)> TryAsync(Support.Laboratory laboratory, Guid id, Role role, string action)
    {
        var actor = laboratory.People.Of(role);
        var refusal = action switch
        {
            Measure => (await laboratory.The<RecordEvent>().ExecuteAsync(actor, id, new RunEvent.Commented("示例"), [], default)).Refusal,
            VerificationStates.Issue => (await laboratory.The<IssueCertificate>().ExecuteAsync(actor, id, default)).Refusal,
            _ => (await laboratory.The<MoveVerification>().ExecuteAsync(actor, id, action, "示例", default)).Refusal,
        };
        return (refusal?.Code, await laboratory.StateAsync(id));
    }

    /// <summary>Puts the record back into the state, with nothing that an earlier try left.</summary>
    private static Task PutAsync(Support.Laboratory laboratory, Guid id, VerificationState state) => laboratory.TamperAsync(async db =>
    {
        await db.Certificates.ExecuteDeleteAsync();
        await db.Transitions.ExecuteDeleteAsync();
        await db.Benches.EditAsync(one => one.LeasedBy = (Guid?)null);
        (await db.Verifications.SingleAsync(row => row.Id == id)).State = state;
    });

    /// <summary>Nothing is issued without its three signatures. The last one is another than would be given next, so that it is not taken for a second press.</summary>
    private static Task SignAsync(Support.Laboratory laboratory, Guid id) => laboratory.TamperAsync(async db =>
    {
        var record = await db.Verifications.Include(row => row.Transitions).SingleAsync(row => row.Id == id);
        foreach (var (i, (action, role)) in new[] { (VerificationStates.Approve, Role.Approver), (VerificationStates.Check, Role.Checker), (VerificationStates.Submit, Role.Technician) }.Index())
        {
            var actor = laboratory.People.Of(role);
            record.Transitions.Add(new()
            {
                VerificationId = id,
                Sequence = i + 1,
                Action = action,
                From = VerificationState.Evaluated,
                To = VerificationState.Submitted,
                AccountId = actor.AccountId,
                AccountName = actor.Name,
                At = laboratory.Clock.GetUtcNow(),
            });
        }
    });

    [Fact]
    public void An_exported_record_may_be_in_each_state_and_in_no_other() =>
        Assert.Equal(Enum.GetNames<VerificationState>().Select(name => name.ToLowerInvariant()), RecordDocument.States);
}
