using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Ledger;

namespace Metrology.Core.Tests.Ledger;

/// <summary>What an entry replaces is what the entry before said of the row: whoever put an older state back, and had the product save on top of it, is named by the entries alone.</summary>
public sealed class ReplacedTests
{
    private static readonly byte[] First = Hash("first"), Second = Hash("second"), Third = Hash("third");

    [Fact]
    public void A_row_that_goes_on_from_where_it_was_says_nothing()
    {
        Assert.Empty(Follow(2,
            [Added(First)],
            [Changed(Second, First)],
            [Removed(Second)],
            [Added(Third)],
            // One transaction takes it out and enters it anew; the lines stand in this order.
            [Added(First), Removed(Third)],
            [Changed(Second, First)]));
    }

    [Fact]
    public void An_older_state_that_was_put_back_is_named_for_ever()
    {
        var findings = Follow(2, [Added(First)], [Changed(Second, First)], [Changed(Third, First)], [Changed(First, Third)]);
        var finding = Assert.Single(findings);
        Assert.Equal(("ledger.row-set-back", "Account 7"), (finding.Code, finding.Where));
        Assert.Contains("What entry 2 replaces is not what entry 1 said", finding.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removal_names_what_it_removed_and_a_removed_row_is_not_gone_on_from()
    {
        Assert.Equal("ledger.row-set-back", Assert.Single(Follow(2, [Added(First)], [Changed(Second, First)], [Removed(First)])).Code);
        Assert.Equal("ledger.row-set-back", Assert.Single(Follow(2, [Added(First)], [Removed(First)], [Changed(Second, First)])).Code);
        Assert.Equal("ledger.row-set-back", Assert.Single(Follow(2, [Added(First)], [Removed(First)], [Removed(First)])).Code);
        Assert.Equal("ledger.row-twice", Assert.Single(Follow(2, [Added(First)], [Added(Second)])).Code);
    }

    /// <summary>Entries of the first form are read as they are: a change of theirs does not say what it replaced, a removal always did.</summary>
    [Fact]
    public void The_first_form_is_followed_too()
    {
        Assert.Empty(Follow(1, [Added(First)], [Changed(Second, null)], [Changed(First, null)], [Removed(First)]));
        Assert.Equal("ledger.row-set-back", Assert.Single(Follow(1, [Added(First)], [Changed(Second, null)], [Removed(First)])).Code);
    }

    private static IReadOnlyList<LedgerFinding> Follow(int form, params LedgerLine[][] entries)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var chain = LedgerChain.Of([], null, key);
        foreach (var lines in entries)
            Assert.NotNull(chain.Next(new LedgerText(chain.Size, chain.Last.ToArray(), lines, form).ToBytes(), null));
        chain.End();
        return chain.Findings;
    }

    private static LedgerLine Added(byte[] hash) => new(RowAct.Added, "Account", "7", hash);

    private static LedgerLine Changed(byte[] hash, byte[]? replaced) => new(RowAct.Changed, "Account", "7", hash, replaced);

    private static LedgerLine Removed(byte[] hash) => new(RowAct.Removed, "Account", "7", hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
