using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards.Importing;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Exchange;

/// <summary>A register file of instruments: looked at, then taken whole or not at all, and undone as long as nobody works with what it brought.</summary>
public sealed class ImportEquipment(Store store, ICertificateRenderer paper, TimeProvider clock)
{
    private const int LongestName = 200;
    private const int LongestCode = 64;

    private const string Kind = "equipment-import";

    public static readonly Refusal NotFound = ImportErrors.NotFound.Of(Kind);

    /// <summary>An import with what it would enter, or has entered.</summary>
    public sealed record View(EquipmentImport Import, EquipmentImportPlan Plan);

    public Task<List<EquipmentImport>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.EquipmentImports.OrderByDescending(row => row.Id).Take(100).ToListAsync(cancellation), cancellation);

    public Task<View?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.EquipmentImports.FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } import ? new View(import, await PlanAsync(db, import, cancellation)) : null, cancellation);

    /// <summary>Keeps the file to be looked at. The register stays as it is.</summary>
    public Task<Outcome<int>> CheckAsync(Actor actor, string fileName, byte[] file, CancellationToken cancellation) => store.WriteAsync<int>(
        async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? MslRegister.Read(file).Refusal) is { } refusal)
                return refusal;
            var name = Path.GetFileName(fileName.Replace('\\', '/'));
            var import = new EquipmentImport { FileName = name.Length > LongestName ? name[..LongestName] : name, File = file, CheckedBy = actor.Name, CheckedAt = clock.GetUtcNow() };
            db.Add(import);
            await db.SaveChangesAsync(cancellation);
            return import.Id;
        },
        cancellation);

    /// <summary>Enters every instrument, or none.</summary>
    public Task<Outcome<int>> TakeAsync(Actor actor, int id, CancellationToken cancellation) => ChangeAsync(actor, id, ImportState.Checked, ImportErrors.NotOpen.Of(Kind), async (db, import) =>
    {
        var plan = await PlanAsync(db, import, cancellation);
        if (plan.Refused > 0)
            return ImportErrors.Refused(plan.Refused).Of(Kind);
        var isDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation);
        var items = plan.Rows.Select(row => new EquipmentItem
        {
            Code = row.Item.Code,
            NameZh = row.Item.NameZh.Length > 0 ? row.Item.NameZh : row.Item.NameEn,
            NameEn = row.Item.NameEn,
            Manufacturer = row.Item.Manufacturer,
            Model = row.Item.Model,
            SerialNumber = row.Item.SerialNumber,
            IsSimulated = row.Item.IsSimulated,
            IsDemonstration = isDemonstration || row.Item.IsDemonstration,
        }).ToList();
        db.AddRange(items);
        await db.SaveChangesAsync(cancellation);
        foreach (var (row, item) in plan.Rows.Zip(items))
        {
            foreach (var request in row.Certificates)
            {
                var entered = await AddTraceabilityCertificate.EnterAsync(db, request with { EquipmentId = item.Id }, paper, null, cancellation);
                if (entered.Refusal is { } refusal)
                    return refusal;
                (entered.Value.IsSimulated, entered.Value.IsDemonstration) = (item.IsSimulated, item.IsDemonstration);
            }
        }

        (import.State, import.ImportedBy, import.ImportedAt, import.Brought) = (ImportState.Imported, actor.Name, clock.GetUtcNow(), items.ConvertAll(item => item.Id));
        return null;
    }, cancellation);

    /// <summary>Takes out again what the file brought; refused as a whole when one instrument of it was changed or used.</summary>
    public Task<Outcome<int>> UndoAsync(Actor actor, int id, string? because, CancellationToken cancellation) => ChangeAsync(actor.Saying(because), id, ImportState.Imported, ImportErrors.NotDone.Of(Kind), async (db, import) =>
    {
        if (string.IsNullOrWhiteSpace(because))
            return ImportErrors.ReasonNeeded.Of(Kind);
        var ids = import.Brought;
        var plan = await PlanAsync(db, import, cancellation);
        var items = await db.Equipment.Include(row => row.Certificates).Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation);
        var used = (await EquipmentDays.EverAsync(db, [.. ids], cancellation)).Values.SelectMany(parts => parts.Select(part => part.EquipmentId))
            .Concat(await db.UsedEquipment.Where(row => EF.Parameter(ids).Contains(row.EquipmentId)).Select(row => row.EquipmentId).Distinct().ToListAsync(cancellation)).ToHashSet();
        var certificates = items.SelectMany(item => item.Certificates).Select(one => one.Id).ToList();
        var isTraced = await db.TraceSources.AnyAsync(row => EF.Parameter(certificates).Contains(row.CertificateId), cancellation);
        foreach (var (brought, row) in ids.Zip(plan.Rows))
        {
            if (isTraced || items.Find(item => item.Id == brought) is not { } item || item.Version > 0 || item.Certificates.Count != row.Certificates.Count || used.Contains(item.Id))
                return ImportErrors.InUse(row.Item.Code).Of(Kind);
        }

        db.RemoveRange(items.SelectMany(item => item.Certificates));
        db.RemoveRange(items);
        (import.State, import.UndoneBy, import.UndoneAt, import.UndoneBecause) = (ImportState.Undone, actor.Name, clock.GetUtcNow(), because.Trim());
        return null;
    }, cancellation);

    private Task<Outcome<int>> ChangeAsync(Actor actor, int id, ImportState from, Refusal wrongState, Func<MetrologyDb, EquipmentImport, Task<Refusal?>> change, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await db.EquipmentImports.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } import)
                return NotFound;
            if (import.State != from)
                return wrongState;
            if (await change(db, import) is { } refusal)
                return refusal;
            await db.SaveChangesAsync(cancellation);
            return id;
        }, cancellation);

    /// <summary>Of a file that was found readable when it came.</summary>
    private async Task<EquipmentImportPlan> PlanAsync(MetrologyDb db, EquipmentImport import, CancellationToken cancellation)
    {
        var items = MslRegister.Read(import.File).Value;
        string[] codes = [.. items.Select(item => item.Code)];
        // What an import brought itself is no double.
        var taken = import.State == ImportState.Checked ? (await db.Equipment.Where(row => EF.Parameter(codes).Contains(row.Code)).Select(row => row.Code).ToListAsync(cancellation)).ToHashSet() : [];
        var twice = codes.CountBy(code => code).Where(one => one.Value > 1).Select(one => one.Key).ToHashSet();
        string[] serials = [.. items.Select(item => item.SerialNumber).Where(number => number.Length > 0)];
        var known = import.State == ImportState.Checked
            ? (await db.Equipment.Where(row => EF.Parameter(serials).Contains(row.SerialNumber)).Select(row => new { row.Manufacturer, row.Model, row.SerialNumber, row.Code }).ToListAsync(cancellation))
                .DistinctBy(row => Same(row.Manufacturer, row.Model, row.SerialNumber)).ToDictionary(row => Same(row.Manufacturer, row.Model, row.SerialNumber), row => row.Code)
            : [];
        var same = items.Where(item => item.SerialNumber.Length > 0).CountBy(item => Same(item.Manufacturer, item.Model, item.SerialNumber)).Where(one => one.Value > 1).Select(one => one.Key).ToHashSet();
        return new(
        [
            .. items.Select(item => RowOf(item, taken, twice)).Select(row => Same(row.Item.Manufacturer, row.Item.Model, row.Item.SerialNumber) is var one && row.Item.SerialNumber.Length == 0 ? row
                : known.TryGetValue(one, out var code) ? row with { Refusals = [.. row.Refusals, Registered(code)] }
                : same.Contains(one) ? row with { Refusals = [.. row.Refusals, Twice] } : row),
        ]);
    }

    /// <summary>Maker, model and serial number: there is one such instrument.</summary>
    private static string Same(string maker, string model, string serial) => string.Join('\n', new[] { maker, model, serial }.Select(text => text.Trim().ToUpperInvariant()));

    private static readonly BilingualText Twice = new("文件中另一台设备的制造厂、型号和出厂编号与它相同。", "Another instrument of the file has its maker, model and serial number.");

    private static BilingualText Registered(string code) => new($"登记册中编号 {code} 的设备，制造厂、型号和出厂编号与它相同。", $"The instrument {code} of the register has its maker, model and serial number.");

    private EquipmentImportPlan.Row RowOf(MslEquipment item, HashSet<string> taken, HashSet<string> twice)
    {
        var (certificates, remarks, refusals) = (new List<AddTraceabilityCertificate.Request>(), new List<BilingualText>(), new List<BilingualText>());
        if (paper.Wrong(
            ("Code", item.Code), ("NameEn", item.NameEn.Length > 0 ? item.NameEn : item.NameZh), ("NameZh", item.NameZh.Length > 0 ? item.NameZh : item.NameEn), ("Manufacturer", item.Manufacturer), ("Model", item.Model), ("SerialNumber", item.SerialNumber)) is { } wrong)
            refusals.Add(new($"{wrong.Field}：{wrong.Text.Zh}", $"{wrong.Field}: {wrong.Text.En}"));
        if (item.Code.Length > LongestCode)
            refusals.Add(EquipmentErrors.CodeTooLong.Text);
        if (!SaveEquipment.IsCode(item.Code))
            refusals.Add(EquipmentErrors.CodeForm.Text);
        if (taken.Contains(item.Code))
            refusals.Add(EquipmentErrors.CodeTaken.Text);
        if (twice.Contains(item.Code))
            refusals.Add(new($"文件中另一台设备也有编号 {item.Code}。", $"Another instrument of the file has the number {item.Code} as well."));
        if (item.Status is not ("" or "Active"))
            remarks.Add(new($"文件中的状态是“{item.Status}”，登记册没有这一项，不登记。", $"The file says “{item.Status}” of it; the register has no place for that, so it is not entered."));
        foreach (var report in item.Reports)
        {
            var made = CertificateOf(report);
            if (made.Refusal is { } why)
                remarks.Add(new($"报告 {report.Number} 未登记：{why.Text.Zh}", $"Report {report.Number} is not entered: {why.Text.En}"));
            else
                certificates.Add(made.Value);
            if (report.IssuedOn > DateOnly.FromDateTime(clock.GetLocalNow().DateTime))
                remarks.Add(new($"报告 {report.Number} 的发布日期 {report.IssuedOn:yyyy-MM-dd} 在今天之后，请核对。", $"Report {report.Number} is issued on {report.IssuedOn:yyyy-MM-dd}, after today. Check it."));
        }

        return new(item, certificates, remarks, refusals);
    }

    /// <summary>A standard uncertainty is U with k = 1. No last day is derived from an interval: it is unknown until somebody says it.</summary>
    private static Outcome<AddTraceabilityCertificate.Request> CertificateOf(MslReport report)
    {
        if (report.Own is { } own)
            return Checked(new(0, report.Number, report.Issuer, report.IssuedOn, own.ValidUntil, own.UncertaintyText, own.Measurand, own.ExpandedUncertainty, own.CoverageFactor, report.Unit));
        if (report.StandardUncertainty is not { } standard)
            return Refusal.Of("equipment-import.no-constant", "不确定度不是一个常数（公式、表格或文件），请按证书手工登记。", "its uncertainty is no constant (an equation, a table or a file); enter it by hand from the certificate.");
        var quantity = report.Component.Length > 0 ? $"{report.Quantity} ({report.Component})" : report.Quantity;
        return Checked(new(0, report.Number, report.Issuer, report.IssuedOn, null, $"u = {standard} {report.Unit}", quantity, standard, 1, report.Unit == "%rh" ? "%RH" : report.Unit));
    }

    private static Outcome<AddTraceabilityCertificate.Request> Checked(AddTraceabilityCertificate.Request request) =>
        Units.Find(request.Unit) is not { } unit || (Measurands.Find(request.Measurand) is { } known && !known.HasUncertaintyIn(unit)) ? EquipmentErrors.UnknownUnit
        : request.ExpandedUncertainty <= 0 ? EquipmentErrors.BadUncertainty
        : request.CoverageFactor <= 0 ? EquipmentErrors.BadCoverageFactor
        : request.Number.Length == 0 ? Refusal.Of("equipment-import.no-number", "没有编号。", "it has no number.")
        : request;
}
