using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Db.Tests.Stores;

/// <summary>Rows that the store tests write, and the two ways a use case ends.</summary>
internal static class Rows
{
    /// <summary>Who changes what matters, and why.</summary>
    public static readonly Actor Author = new(0, "", []) { Because = "测试" };

    public static readonly Refusal No = Refusal.Of("test.no", "不", "no");

    public static EquipmentItem Equipment(string code) => new()
    {
        Code = code,
        NameZh = "示例",
        NameEn = "Example",
        Manufacturer = "",
        Model = "",
        SerialNumber = "",
    };

    public static UnitUnderTest Unit(Dictionary<string, string> nameplate) => new()
    {
        Customer = new() { Name = "示例", Address = "" },
        NameZh = "",
        NameEn = "",
        Model = "",
        SerialNumber = "",
        Manufacturer = "",
        Location = "",
        Procedure = "",
        Nameplate = nameplate,
    };

    public static CertificateDocument Document() => new()
    {
        Kind = CertificateKind.VerificationCertificate,
        Number = "1",
        Language = Language.Zh,
        Institution = new(BilingualText.Same(""), BilingualText.Same(""), "", BilingualText.Same("")),
        Title = BilingualText.Same(""),
        Cover = [],
        Signatures = [],
        Sections = [],
        Watermarks = [],
        CheckAddress = "",
        CheckCode = "",
        IssuedOn = new(2026, 8, 22),
    };

    /// <summary>A use case that changes something and says yes.</summary>
    public static async Task<int> DoAsync(this Store store, Action<MetrologyDb> change)
    {
        var outcome = await store.WriteAsync<int>(
            db =>
            {
                change(db);
                return Task.FromResult<Outcome<int>>(1);
            },
            TestContext.Current.CancellationToken);
        return outcome.Value;
    }

    public static Task<T> AskAsync<T>(this Store store, Func<MetrologyDb, Task<T>> query) => store.ReadAsync(query, TestContext.Current.CancellationToken);
}
