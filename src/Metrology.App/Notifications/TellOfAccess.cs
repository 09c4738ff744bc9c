using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;

namespace Metrology.App.Notifications;

/// <summary>At the bell, and by mail where the person wants it.</summary>
public sealed class TellOfAccess(RaiseNotice raise) : ITellOfAccess
{
    public Task PasswordResetAsync(MetrologyDb db, int account, Actor by, DateTimeOffset at, CancellationToken cancellation) => raise.ToAccountAsync(
        db, account,
        new(
            NoticeKind.Access, string.Create(CultureInfo.InvariantCulture, $"password:{account}:{at.UtcTicks}"), new("您的密码被重设", "Your password was reset"),
            new(
                $"{by.Name} 为您的账户设了新密码，原因：{by.Because}。如果不是您要求的，请立即告诉另一位管理员。",
                $"{by.Name} gave your account a new password, because: {by.Because}. If you did not ask for it, tell another administrator at once."),
            "/me"),
        cancellation);
}
