using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Metrology.Db.SqlServer;

/// <summary>
/// Text is compared by code point, as SQLite does. Without it the server's own collation decides whether "EV-1" and "ev-1" or full-width digits are the
/// same number, and that differs from server to server.
/// </summary>
internal sealed class OrdinalText(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string CodePointOrder = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
        {
            var stored = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
            if (stored == typeof(string))
                property.SetCollation(CodePointOrder);
        }
    }
}
