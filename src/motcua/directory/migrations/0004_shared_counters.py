"""The table in which all processes count failed sign-ins and remember used one-time codes.

What one process remembers alone, another would let through.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_service_areas")]
    operations = [
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE directory_shared_cache ("
            " cache_key varchar(255) PRIMARY KEY, value text NOT NULL,"
            " expires timestamptz NOT NULL);"
            "CREATE INDEX directory_shared_cache_expires ON directory_shared_cache (expires);",
            "DROP TABLE directory_shared_cache;",
        )
    ]
