using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>A thing of the registers that somebody looks at.</summary>
public enum Register
{
    /// <summary>With its certificates, acts and equipment.</summary>
    Standard,

    /// <summary>With its certificates.</summary>
    Equipment,

    /// <summary>With its customer.</summary>
    Unit,
    Customer,
}

/// <summary>Compares what a page or an answer is about to show of the registers with the ledger: a row that was changed behind the product is shown nowhere as one that stands.</summary>
public sealed class RegisterReads(Store store)
{
    /// <summary>Why it cannot be shown, or null; null also where there is no such thing.</summary>
    /// <param name="id">As it stands in the address.</param>
    public Task<Refusal?> UnusableAsync(Register register, string id, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var (rows, whole) = await RowsAsync(db, register, id, cancellation);
            return await RowCheck.RegistersAsync(db, rows, cancellation, whole);
        },
        cancellation);

    /// <summary>Why what the registers say beside a record cannot be believed, or null: whose instrument it was, and what it was measured with. The record itself is compared where it is loaded.</summary>
    public Task<Refusal?> OfRecordAsync(Verification record, CancellationToken cancellation) => store.ReadAsync(
        db => RowCheck.RegistersAsync(db, [record.Unit!, record.Unit!.Customer!, .. record.Used.SelectMany(used => new object[] { used.Item!, used.Certificate! })], cancellation), cancellation);

    /// <summary>Those accounts that are not what the ledger says of them, or that it does not know: they sign nobody in.</summary>
    public Task<HashSet<int>> UnusableAccountsAsync(IReadOnlyCollection<Account> accounts, CancellationToken cancellation) => store.ReadAsync(
        db => PartOwners.UnusableAsync(
            db, [.. accounts.SelectMany(account => account.Passkeys.Cast<object>().Append(account).Select(row => (row, account.Id)))],
            [.. accounts.Select(account => RegisterParts.Of(nameof(Passkey), account.Id.ToString(CultureInfo.InvariantCulture)))], cancellation),
        cancellation);

    /// <summary>A failure is open that stops issuing: rows were changed behind the product, and nobody has said yet what was done about it.</summary>
    public Task<bool> IsLedgerBrokenAsync(CancellationToken cancellation) => store.ReadAsync(db => LedgerFaults.IsOpenAsync(db, cancellation), cancellation);

    private static async Task<(IReadOnlyList<object> Rows, IEnumerable<string> Whole)> RowsAsync(MetrologyDb db, Register register, string id, CancellationToken cancellation)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            return ([], []);
        switch (register)
        {
            case Register.Standard:
                var standard = await db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == key, cancellation);
                return standard is null ? ([], []) : ([.. UsableStandards.RowsOf(standard)], UsableStandards.WholeOf(standard));
            case Register.Equipment:
                return await db.Equipment.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == key, cancellation) is { } item ? ([.. UsableEquipment.RowsOf(item)], [UsableEquipment.WholeOf(item)]) : ([], []);
            case Register.Unit:
                return await db.Units.Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == key, cancellation) is { } unit ? ([unit, unit.Customer!], []) : ([], []);
            default:
                return await db.Customers.FirstOrDefaultAsync(row => row.Id == key, cancellation) is { } customer ? ([customer], []) : ([], []);
        }
    }
}
