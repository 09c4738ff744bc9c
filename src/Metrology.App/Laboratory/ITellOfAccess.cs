using Metrology.App.Storage;

namespace Metrology.App.Laboratory;

/// <summary>Tells a person that somebody else changed how the person gets in, in the transaction that changes it.</summary>
public interface ITellOfAccess
{
    Task PasswordResetAsync(MetrologyDb db, int account, Actor by, DateTimeOffset at, CancellationToken cancellation);
}
