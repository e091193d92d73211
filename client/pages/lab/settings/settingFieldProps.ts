/** The props of every setting's control. */
import type { Catalog, Setting } from '../../../../protocol/catalog.ts'
import type { RunSettings } from '../../../../protocol/runSettings.ts'

export interface SettingFieldProps<S extends Setting = Setting> {
  setting: S
  settings: RunSettings
  catalog: Catalog
  onChange: (settings: RunSettings) => void
}
