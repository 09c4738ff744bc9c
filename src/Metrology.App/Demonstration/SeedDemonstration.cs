using Metrology.Core.Traceability;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Planning.Life;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Demonstration;

/// <summary>Fills an empty database with the demonstration laboratory, all of it marked 示例. Does nothing to a database that has an institution.</summary>
public sealed class SeedDemonstration(Store store, TimeProvider clock)
{
    /// <summary>Whether somebody works here already; then nothing is seeded.</summary>
    public Task<bool> IsInUseAsync(CancellationToken cancellation) => store.ReadAsync(db => IsInUseAsync(db, cancellation), cancellation);

    /// <param name="passwordHashes">Hash by user name; the host draws the passwords and shows them once.</param>
    /// <returns>Whether anything was written.</returns>
    public Task<Outcome<bool>> ExecuteAsync(DemonstrationData data, IReadOnlyDictionary<string, string> passwordHashes, CancellationToken cancellation) =>
        store.WriteAsync<bool>(async db =>
        {
            if (await IsInUseAsync(db, cancellation))
                return false;
            var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
            db.Add(InstitutionOf(data.Institution));
            db.AddRange(data.Accounts.Select(row => AccountOf(row, passwordHashes[row.UserName])));
            var equipment = data.Equipment.ToDictionary(row => row.Code, row => EquipmentOf(row, today));
            db.AddRange(equipment.Values);
            await db.SaveChangesAsync(cancellation);

            db.Add(await MethodAsync(db, DemonstrationData.CalibrationMethod(), cancellation));
            db.Add(await MethodAsync(db, DemonstrationData.TestMethod(), cancellation));
            db.AddRange(data.Capabilities.Select(row => CapabilityOf(row, today)));
            var standards = data.Standards.Select(row => StandardOf(row, data, equipment, today)).ToList();
            DemonstrationKeeping.Describe(standards[0]);
            db.AddRange(standards);
            var customers = data.Customers.ToDictionary(row => row.Name, row => new Customer { Name = row.Name, Address = row.Address, IsDemonstration = true });
            db.AddRange(customers.Values);
            db.AddRange(data.Units.Select(row => UnitOf(row, customers[row.Customer])));
            db.AddRange(data.CountedThings.Select(row => ThingOf(row, today)));
            db.AddRange(data.Benches.Select(row => BenchOf(row, equipment)));
            await db.SaveChangesAsync(cancellation);
            await PlannedProjects.AddAsync(db, data, today, clock.GetUtcNow(), cancellation);
            await DemonstrationKeeping.AddAsync(db, standards[0], equipment[data.Standards[0].Main![0]], today, clock.GetUtcNow(), cancellation);
            return true;
        }, cancellation);

    private Standards.Capabilities.CapabilityRow CapabilityOf(DemonstrationData.CapabilityRow row, DateOnly today) => new()
    {
        Measurand = row.Measurand,
        Uncertainty = row.Uncertainty,
        Unit = row.Unit,
        CoverageFactor = row.CoverageFactor,
        Source = row.Source,
        ValidFrom = today.AddDays(row.From),
        ValidUntil = row.Until is { } until ? today.AddDays(until) : null,
        EnteredBy = "示例规划员",
        EnteredAt = clock.GetUtcNow(),
        IsDemonstration = true,
    };

    private CountedThings.CountedThingRow ThingOf(DemonstrationData.ThingRow row, DateOnly today) => new()
    {
        Kind = row.Kind,
        Name = row.Name,
        Code = row.Code,
        District = row.District,
        From = row.From is { } from ? today.AddDays(from) : null,
        Until = row.Until is { } until ? today.AddDays(until) : null,
        Definition = row.Definition,
        Numerator = row.Numerator,
        Denominator = row.Denominator,
        Source = row.Source,
        EnteredBy = "示例规划员",
        EnteredAt = clock.GetUtcNow(),
        IsDemonstration = true,
    };

    /// <summary>An example of a method, imported by the checker and published by the approver of the demonstration.</summary>
    private async Task<ProcedureRow> MethodAsync(MetrologyDb db, byte[] file, CancellationToken cancellation)
    {
        var method = ProcedureFile.Load(file).Procedure!;
        var accounts = await db.Accounts.ToListAsync(cancellation);
        var (checker, approver) = (accounts.First(row => row.Roles.Contains(Role.Checker)), accounts.First(row => row.Roles.Contains(Role.Approver)));
        return new()
        {
            ContentHash = method.ContentHash,
            Designation = method.Designation,
            Revision = method.Revision,
            File = file,
            State = ProcedureState.Published,
            ImportedById = checker.Id,
            ImportedBy = checker.DisplayName,
            ImportedAt = clock.GetUtcNow(),
            PublishedBy = approver.DisplayName,
            PublishedAt = clock.GetUtcNow(),
        };
    }

    private static async Task<bool> IsInUseAsync(MetrologyDb db, CancellationToken cancellation) =>
        await db.Institutions.AnyAsync(cancellation) || await db.Accounts.AnyAsync(cancellation);

    /// <summary>The program plays every instrument of it.</summary>
    private static Bench BenchOf(DemonstrationData.BenchRow row, Dictionary<string, EquipmentItem> equipment)
    {
        var bench = new Bench { Code = row.Code, NameZh = row.NameZh, NameEn = row.NameEn, Procedures = [.. row.Procedures ?? []], Reference = equipment[row.Reference], IsSimulated = true };
        bench.Parts.AddRange(new[] { BenchRole.Reference, BenchRole.Unit, BenchRole.Load }.Select(role => new BenchPart { Role = role, Protocol = row.Plays }));
        bench[BenchRole.Load]!.Equipment = Registered(row.Load);
        foreach (var (role, code) in new[] { (BenchRole.Clock, row.Clock), (BenchRole.Environment, row.Environment) })
        {
            if (Registered(code) is { } item)
                bench.Parts.Add(new() { Role = role, Protocol = role == BenchRole.Environment && row.PlaysProbe ? BenchPart.Simulator : BenchPart.ByHand, Equipment = item });
        }

        return bench;

        EquipmentItem? Registered(string? code) => code is null ? null : equipment[code];
    }

    private static Institution InstitutionOf(DemonstrationData.InstitutionRow row) => new()
    {
        NameZh = row.NameZh,
        NameEn = row.NameEn,
        AddressZh = row.AddressZh,
        AddressEn = row.AddressEn,
        Telephone = row.Telephone,
        AuthorisationZh = row.AuthorisationZh,
        AuthorisationEn = row.AuthorisationEn,
        IsDemonstration = true,
    };

    private static Account AccountOf(DemonstrationData.AccountRow row, string passwordHash) => new()
    {
        UserName = row.UserName,
        NormalizedUserName = row.UserName.ToUpperInvariant(),
        DisplayName = row.DisplayName,
        PasswordHash = passwordHash,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        Roles = [row.Role],
    };

    private static EquipmentItem EquipmentOf(DemonstrationData.EquipmentRow row, DateOnly today)
    {
        var item = new EquipmentItem
        {
            Code = row.Code,
            NameZh = row.NameZh,
            NameEn = row.NameEn,
            Manufacturer = row.Manufacturer,
            Model = row.Model,
            SerialNumber = row.SerialNumber,
            IsDemonstration = true,
            IsSimulated = row.IsSimulated,
        };
        item.Certificates.AddRange(row.Certificates.Select(certificate => new TraceabilityCertificate
        {
            Number = certificate.Number,
            Issuer = certificate.Issuer,
            IssuedOn = today.AddDays(certificate.From),
            ValidUntil = certificate.Until is { } until ? today.AddDays(until) : null,
            UncertaintyText = certificate.UncertaintyText,
            Measurand = certificate.Measurand,
            ExpandedUncertainty = certificate.ExpandedUncertainty,
            CoverageFactor = certificate.CoverageFactor,
            Unit = certificate.Unit,
            CertifiedValue = certificate.CertifiedValue,
            CertifiedUnit = certificate.CertifiedUnit,
        }));
        return item;
    }

    private MeasurementStandard StandardOf(
        DemonstrationData.StandardRow row, DemonstrationData data, Dictionary<string, EquipmentItem> equipment, DateOnly today)
    {
        var standard = new MeasurementStandard
        {
            NameZh = row.NameZh,
            NameEn = row.NameEn,
            ClassificationCode = row.ClassificationCode,
            Place = row.Place,
            RangeText = row.RangeText,
            UncertaintyText = row.UncertaintyText,
            OwnerClass = row.OwnerClass,
            Institution = data.Institution.NameZh,
            IsDemonstration = true,
        };
        standard.Events.AddRange(LifeOf(row, today));
        standard.Certificates.AddRange(row.Certificates.Select(one =>
            CertificateOf(one.Row, one.Kind, one.Kind == StandardCertificateKind.Assessment ? data.StandardIssuers.Assessment : data.StandardIssuers.Public, today)));
        foreach (var (codes, role) in new[] { (row.Main, EquipmentRole.Main), (row.Auxiliary, EquipmentRole.Auxiliary) })
            standard.Equipment.AddRange((codes ?? []).Select(code => new StandardEquipment { EquipmentId = equipment[code].Id, Role = role }));
        return standard;
    }

    private IEnumerable<StandardEvent> LifeOf(DemonstrationData.StandardRow row, DateOnly today)
    {
        if (row.SuspendedFrom is { } from)
            yield return Act(StandardAct.Suspended, from, row.SuspendedUntil);
        if (row.WithdrawnOn is { } withdrawn)
            yield return Act(StandardAct.Withdrawn, withdrawn, null);

        StandardEvent Act(StandardAct act, int day, int? until) => new()
        {
            Act = act,
            On = today.AddDays(day),
            Until = until is { } last ? today.AddDays(last) : null,
            Reason = "示例",
            Document = "示例",
            EnteredBy = "示例规划员",
            EnteredAt = clock.GetUtcNow(),
        };
    }

    private static StandardCertificate CertificateOf(DemonstrationData.CertificateRow row, StandardCertificateKind kind, string issuer, DateOnly today) => new()
    {
        Kind = kind,
        Number = row.Number,
        Issuer = issuer,
        IssuedOn = row.From is { } from ? today.AddDays(from) : null,
        ValidUntil = row.Until is { } until ? today.AddDays(until) : null,
    };

    private static UnitUnderTest UnitOf(DemonstrationData.UnitRow row, Customer customer) => new()
    {
        Customer = customer,
        NameZh = row.NameZh,
        NameEn = row.NameEn,
        Model = row.Model,
        SerialNumber = row.SerialNumber,
        Manufacturer = row.Manufacturer,
        Location = row.Location,
        Procedure = row.Procedure,
        Nameplate = new(row.Nameplate),
        IsDemonstration = true,
    };
}
