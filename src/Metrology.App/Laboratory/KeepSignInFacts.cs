using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>
/// Keeps what the host learns at a sign-in: failures counted, a lockout, a hash renewed. An account that an administrator has changed meanwhile is left as it is.
/// </summary>
public sealed class KeepSignInFacts(Store store)
{
    public Task<Outcome<int>> ExecuteAsync(Account account, CancellationToken cancellation) =>
        store.WriteAsync<int>(
            db =>
            {
                db.Update(account);
                return Task.FromResult<Outcome<int>>(account.Id);
            },
            cancellation);
}
