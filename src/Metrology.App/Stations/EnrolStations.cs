using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Stations;

/// <summary>Which stations may speak: an administrator draws a code, the station that is told it enrols its key once, and the administrator revokes it when it is lost. Each act is an event that stays.</summary>
public sealed partial class EnrolStations(Store store, TimeProvider clock)
{
    /// <param name="Code">Shown once: nobody can show it again.</param>
    public sealed record Drawn(string Name, string Code, DateTimeOffset ExpiresAt);

    /// <param name="Lookup">Of the code.</param>
    /// <param name="Proof">HMAC-SHA-256 of <see cref="StationProof.Enrolment"/> with the secret of the code.</param>
    /// <param name="Signature">The same text signed with the new key.</param>
    public sealed record Request(string Lookup, byte[] PublicKey, byte[] Proof, byte[] Signature);

    /// <param name="Proof">HMAC-SHA-256 of <see cref="StationProof.Enrolled"/> with the secret of the code.</param>
    public sealed record Enrolled(string Name, byte[] Proof);

    /// <summary>A code for a station of this name. One that was drawn before and not used is of no use any more.</summary>
    public Task<Outcome<Drawn>> DrawAsync(Actor actor, string name, CancellationToken cancellation)
    {
        var code = StationCodeText.Draw();
        return store.WriteAsync<Drawn>(actor, async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            var said = name.Trim();
            if (!NameForm().IsMatch(said) || said == "station")
                return StationErrors.NameForm;
            if (await db.Stations.AnyAsync(row => row.Name == said && row.RevokedAt == null, cancellation))
                return StationErrors.NameTaken;
            var now = clock.GetUtcNow();
            foreach (var before in await db.StationCodes.Where(row => row.Name == said && row.UsedAt == null && row.ExpiresAt > now).ToListAsync(cancellation))
                (before.ExpiresAt, before.Secret) = (now, null);
            var secret = StationCodeText.SecretOf(code)!;
            var drawn = new StationCode { Name = said, Lookup = StationCodeText.LookupOf(secret), Secret = secret, DrawnBy = actor.Name, DrawnAt = now, ExpiresAt = now + StationCode.Good };
            db.Add(drawn);
            db.Add(StationEvent.Of(StationAct.CodeDrawn, said, actor, now, drawn.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            return new Drawn(said, code, drawn.ExpiresAt);
        }, cancellation);
    }

    /// <summary>Takes the key of a station that knows a code.</summary>
    /// <param name="serverKey">Public key by which the station will know this server.</param>
    public Task<Outcome<Enrolled>> EnrolAsync(Request request, byte[] serverKey, CancellationToken cancellation) =>
        store.WriteAsync<Enrolled>(async db =>
        {
            var now = clock.GetUtcNow();
            if (await db.StationCodes.FirstOrDefaultAsync(row => row.Lookup == request.Lookup, cancellation) is not { } code)
                return StationErrors.WrongCode;
            // A code that was used, or drawn for another name, is not made good by who can write the database.
            if (await db.UnusableAsync([code], cancellation) is { } forged)
                return forged;
            if (code.UsedAt is not null)
                return StationErrors.CodeUsed;
            if (code.Secret is not { } secret || code.ExpiresAt <= now)
                return StationErrors.CodeExpired;
            var text = StationProof.Enrolment(request.PublicKey);
            // The ledger knows of which secret the code is found; the secret itself is in no ledger.
            if (StationCodeText.LookupOf(secret) != code.Lookup)
                return RowCheck.UnusableRegister(LegalRow.Sought(nameof(StationCode), code.Id.ToString(CultureInfo.InvariantCulture)));
            if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, text), request.Proof))
                return StationErrors.WrongCode;
            if (!StationProof.IsSigned(request.PublicKey, text, request.Signature) || await db.Stations.AnyAsync(row => row.PublicKey == request.PublicKey, cancellation))
                return StationErrors.BadKey;
            if (await db.Stations.AnyAsync(row => row.Name == code.Name && row.RevokedAt == null, cancellation))
                return StationErrors.NameTaken;
            (code.UsedAt, code.Secret) = (now, null);
            db.Add(new EnrolledStation { Name = code.Name, PublicKey = request.PublicKey, EnrolledAt = now });
            db.Add(StationEvent.Of(StationAct.Enrolled, code.Name, null, now, StationProof.Hash(request.PublicKey)));
            return new Enrolled(code.Name, HMACSHA256.HashData(secret, StationProof.Enrolled(code.Name, request.PublicKey, serverKey)));
        }, cancellation);

    /// <summary>From now on nothing of the station is taken.</summary>
    public Task<Outcome<int>> RevokeAsync(Actor actor, int id, string reason, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (await db.Stations.FindAsync([id], cancellation) is not { } station)
                return StationErrors.NotFound;
            if (station.IsRevoked)
                return StationErrors.AlreadyRevoked;
            var why = reason.Trim();
            if (why.Length is 0 or > EnrolledStation.LongestReason || why.Any(char.IsControl))
                return StationErrors.NoReason;
            (station.RevokedAt, station.RevokedBecause) = (clock.GetUtcNow(), why);
            db.Add(StationEvent.Of(StationAct.Revoked, station.Name, actor, clock.GetUtcNow(), why));
            return id;
        }, cancellation);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,31}\z")]
    private static partial Regex NameForm();
}
