using Metrology.App.Storage;

namespace Metrology.App.Laboratory;

/// <summary>Tells a person what was done to the own account or tried with it, in the transaction in which it happens.</summary>
public interface ITellAccount
{
    /// <summary>Keeps what happened and tells the person whose account it is.</summary>
    Task AddAsync(MetrologyDb db, AccountEvent happened, CancellationToken cancellation);

    /// <summary>Wrong passwords or codes have locked the account.</summary>
    Task LockedAsync(MetrologyDb db, int account, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Says so when a sign-in comes from an address from which this person never came.</summary>
    Task FromElsewhereAsync(MetrologyDb db, SignInSession begun, CancellationToken cancellation);
}
