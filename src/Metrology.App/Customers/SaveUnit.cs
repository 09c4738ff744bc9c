using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

/// <summary>Enters a unit under test with its customer, or changes it. The nameplate must hold what the procedure asks for.</summary>
public sealed class SaveUnit(Store store, ProcedureLibrary library, ICertificateRenderer paper)
{
    private static readonly Refusal SerialTooLong = new(
        "input.too-long",
        new($"最多 {UnitUnderTest.LongestSerial} 个字符，请缩短。", $"At most {UnitUnderTest.LongestSerial} characters; shorten it."),
        nameof(Request.SerialNumber));

    /// <param name="CustomerName">An unknown name enters a new customer.</param>
    /// <param name="CustomerAddress">Of a new customer. Of one that is registered it is empty or the registered one: a unit does not change the address of all the others.</param>
    /// <param name="MeterKey">Public key of the meter inside it that signs; empty where none does, null leaves it as it is.</param>
    /// <param name="MeterNumber">Number of that meter (OCMF MS or GS); empty where it is not known, null leaves it as it is.</param>
    /// <param name="Version">Of the unit as it was shown for change; null does not ask whether somebody else has changed it since.</param>
    public sealed record Request(
        int? Id, string CustomerName, string CustomerAddress, string NameZh, string NameEn, string Model, string SerialNumber, string Manufacturer, string Location,
        string Procedure, IReadOnlyDictionary<string, string> Nameplate, int? Version = null, bool IsUnderCompulsoryVerification = false, string? MeterKey = null,
        string? MeterNumber = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var refusal = actor.Deny(Permission.Measure) ?? paper.Wrong(
                (nameof(request.CustomerName), request.CustomerName), (nameof(request.NameZh), request.NameZh),
                (nameof(request.NameEn), request.NameEn), (nameof(request.Model), request.Model), (nameof(request.SerialNumber), request.SerialNumber),
                (nameof(request.Manufacturer), request.Manufacturer), (nameof(request.Location), request.Location), (nameof(request.Procedure), request.Procedure));
            if (refusal is not null)
                return refusal;
            // A nameplate stands on the original record.
            if (paper.FirstUnprintable(request.Nameplate.Select(pair => ($"{nameof(request.Nameplate)}.{pair.Key}", (string?)pair.Value))) is { } unprintable)
                return unprintable;
            if (await library.CurrentAsync(db, request.Procedure, cancellation) is not { } procedure)
                return ProcedureErrors.Unknown(request.Procedure) with { Field = nameof(request.Procedure) };
            var plan = Core.Runs.RunMachine.Plan(procedure, new(request.Nameplate), Core.Procedures.VerificationKind.First);
            if (plan.Refusal is { } incomplete)
                return incomplete with { Field = incomplete.Field is { } field ? $"{nameof(request.Nameplate)}.{field}" : nameof(request.Nameplate) };

            var unit = request.Id is { } id
                ? await db.Units.FindAsync([id], cancellation)
                : new() { NameZh = "", NameEn = "", Model = "", SerialNumber = "", Manufacturer = "", Location = "", Procedure = "" };
            if (unit is null)
                return CustomerErrors.UnitNotFound;
            if (request.Version is { } shown && shown != unit.Version)
                return StorageErrors.MovedOn;
            if (request.SerialNumber.Length > UnitUnderTest.LongestSerial)
                return SerialTooLong;
            if (request.MeterKey?.Trim() is { Length: > 0 } key && !IsKey(key))
                return CustomerErrors.MeterKey;
            if (request.MeterNumber?.Trim() is { } number && (number.Length > UnitUnderTest.LongestSerial || number.Any(char.IsControl)))
                return CustomerErrors.MeterNumber;
            var (serial, manufacturer) = (request.SerialNumber.Trim(), request.Manufacturer.Trim());
            if (await db.Units.AnyAsync(row => row.SerialNumber == serial && row.Manufacturer == manufacturer && row.Id != unit.Id, cancellation))
                return CustomerErrors.UnitExists;
            var customer = await CustomerAsync(db, request, cancellation);
            if (customer.Refusal is { } noCustomer)
                return noCustomer;
            if (request.Id is null)
                db.Add(unit);
            unit.Customer = customer.Value;
            unit.NameZh = request.NameZh.Trim();
            unit.NameEn = request.NameEn.Trim();
            unit.Model = request.Model.Trim();
            unit.SerialNumber = serial;
            unit.Manufacturer = manufacturer;
            unit.Location = request.Location.Trim();
            unit.Procedure = procedure.Designation;
            if (request.MeterKey is { } typed)
                unit.MeterKey = typed.Trim() is { Length: > 0 } entered ? entered : null;
            if (request.MeterNumber is { } told)
                unit.MeterNumber = told.Trim() is { Length: > 0 } stated ? stated : null;
            unit.IsUnderCompulsoryVerification = request.IsUnderCompulsoryVerification;
            unit.Nameplate = procedure.Nameplate.Where(field => !string.IsNullOrWhiteSpace(request.Nameplate.GetValueOrDefault(field.Id)))
                .ToDictionary(field => field.Id, field => request.Nameplate[field.Id]);
            await db.SaveChangesAsync(cancellation);
            return unit.Id;
        }, cancellation);

    /// <summary>Characters of a key; whether a signature fits it is seen when a record comes.</summary>
    private static bool IsKey(string text) => text.Length <= UnitUnderTest.LongestKey
        && (text.StartsWith("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal) || text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or ' ' or '\t' or '\r' or '\n'));

    private async Task<Outcome<Customer>> CustomerAsync(MetrologyDb db, Request request, CancellationToken cancellation)
    {
        var (name, address) = (request.CustomerName.Trim(), request.CustomerAddress.Trim());
        if (await db.Customers.FirstOrDefaultAsync(row => row.Name == name, cancellation) is { } known)
            return address.Length == 0 || address == known.Address ? known : CustomerErrors.OtherAddress(known);
        return paper.Wrong((nameof(request.CustomerAddress), address)) is { } refusal ? refusal : new Customer { Name = name, Address = address };
    }
}
