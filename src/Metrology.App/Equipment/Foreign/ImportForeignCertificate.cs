using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment.Foreign;

/// <summary>
/// Registers the digital certificate of somebody else as that of an instrument: number, issuer, dates and uncertainties are those of the file, and a person says which
/// measurand each is of. The file is kept as it came.
/// </summary>
public sealed class ImportForeignCertificate(Store store, ReadForeignCertificate reader, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Quantity">Place of the quantity in what was read, from 0.</param>
    public sealed record Choice(int Quantity, string Measurand);

    /// <param name="ValidUntil">Last day of validity, as the person reads it; null is unknown, and unknown is not valid.</param>
    /// <param name="AcceptsOtherInstrument">The certificate writes the number of this instrument otherwise.</param>
    public sealed record Request(int EquipmentId, ReadOnlyMemory<byte> File, string FileName, DateOnly? ValidUntil, IReadOnlyList<Choice> Choices, bool AcceptsOtherInstrument = false);

    /// <returns>The ids of the certificates that were entered, one for each measurand.</returns>
    public Task<Outcome<IReadOnlyList<int>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<IReadOnlyList<int>>(actor, async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await db.Equipment.FindAsync([request.EquipmentId], cancellation) is not { } item)
                return EquipmentErrors.NotFound;
            var read = reader.Read(request.File);
            if (read.Refusal is { } unreadable)
                return unreadable;
            var certificate = read.Value;
            if (certificate.Marks.Count > 0 && !item.IsDemonstration && !item.IsSimulated)
                return ForeignErrors.Demonstration;
            // Nobody may say that a simulation was of this instrument.
            if (certificate.IsSimulated && !(item.IsSimulated && certificate.IsOf(item)))
                return ForeignErrors.Simulated;
            if (!certificate.IsOf(item) && !request.AcceptsOtherInstrument)
                return ForeignErrors.OtherInstrument(string.Join(", ", certificate.Identifications), item.SerialNumber);
            var promises = Promises(certificate, request.Choices);
            if (promises.Refusal is { } wrong)
                return wrong;
            await KeepAsync(db, actor, certificate, request, cancellation);
            var entered = new List<TraceabilityCertificate>();
            foreach (var promise in promises.Value)
            {
                var added = await AddTraceabilityCertificate.EnterAsync(db, Entry(certificate, request, promise), paper, certificate, cancellation);
                if (added.Refusal is { } refusal)
                    return refusal;
                entered.Add(added.Value);
            }

            await db.SaveChangesAsync(cancellation);
            return entered.ConvertAll(one => one.Id);
        }, cancellation);

    /// <summary>Of each measurand the value with the largest standard uncertainty among its quantities.</summary>
    private static Outcome<List<Promise>> Promises(ForeignCertificate certificate, IReadOnlyList<Choice> choices)
    {
        if (choices.Count == 0)
            return ForeignErrors.NothingChosen;
        var promises = new List<Promise>();
        foreach (var group in choices.GroupBy(choice => choice.Measurand.Trim(), StringComparer.Ordinal))
        {
            var candidates = new List<Promise>();
            foreach (var choice in group)
            {
                if (choice.Quantity < 0 || choice.Quantity >= certificate.Quantities.Count)
                    return ForeignErrors.NoQuantity(choice.Quantity);
                var quantity = certificate.Quantities[choice.Quantity];
                if (quantity.Worst is not { } worst)
                    return ForeignErrors.NoUncertainty(quantity.Name.Zh);
                if (!quantity.IsUnitKnown)
                    return ForeignErrors.UnknownUnit(quantity.Name.Zh, quantity.Symbol);
                candidates.Add(new(group.Key, Units.Find(quantity.Symbol)!, worst, quantity.Values.Count(value => value.U is not null)));
            }

            if (candidates.Exists(one => one.Unit.Dimension != candidates[0].Unit.Dimension))
                return ForeignErrors.MixedUnits(group.Key);
            var largest = candidates.MaxBy(one => one.Compared)!;
            promises.Add(largest with { Values = candidates.Sum(one => one.Values) });
        }

        return promises;
    }

    private static AddTraceabilityCertificate.Request Entry(ForeignCertificate certificate, Request request, Promise promise)
    {
        var (u, k) = (promise.Worst.U!.Value, promise.Worst.K!.Value);
        var text = string.Create(CultureInfo.InvariantCulture, $"U {(promise.Values > 1 ? "≤" : "=")} {u}{(promise.Unit.Symbol == "1" ? "" : " " + promise.Unit.Symbol)} (k = {k})");
        return new(
            request.EquipmentId, certificate.Number, certificate.Issuer.Zh, certificate.IssuedOn, request.ValidUntil, text, promise.Measurand, u, k, promise.Unit.Symbol);
    }

    private async Task KeepAsync(MetrologyDb db, Actor actor, ForeignCertificate certificate, Request request, CancellationToken cancellation)
    {
        if (await db.TraceabilityFiles.AnyAsync(row => row.Hash == certificate.Hash, cancellation))
            return;
        db.Add(new TraceabilityFile
        {
            Hash = certificate.Hash,
            Name = FileNames.Safe(request.FileName, certificate),
            MediaType = certificate.MediaType,
            Content = request.File.ToArray(),
            Signatures = certificate.Signatures,
            ImportedById = actor.AccountId,
            ImportedBy = actor.Name,
            ImportedAt = clock.GetUtcNow(),
        });
    }

    private sealed record Promise(string Measurand, Unit Unit, ForeignValue Worst, int Values)
    {
        /// <summary>Standard uncertainty in coherent units; an uncertainty is a difference, so the zero of a scale does not count.</summary>
        public decimal Compared => Worst.StandardUncertainty!.Value * Unit.Factor / Unit.Divisor;
    }
}
