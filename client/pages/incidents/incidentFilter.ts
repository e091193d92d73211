/** Which incidents are shown, as words of the address: `/incidents/of/go/descriptors`. Pure. */
import { INCIDENT_HAZARDS, INCIDENT_LANGUAGES, type IncidentHazard, type IncidentLanguage } from '../../../protocol/lessons.ts'

export const ANY = 'any'

export interface IncidentFilter {
  language: IncidentLanguage | typeof ANY
  hazard: IncidentHazard | typeof ANY
}

export const NO_FILTER: IncidentFilter = { language: ANY, hazard: ANY }

/** The first word after `/incidents`, where the others name a filter. No incident is called so. */
const OF = 'of'

/** A word that the lists do not have filters nothing. */
export function readFilter({ id, language, hazard }: { id?: string; language?: string; hazard?: string }): IncidentFilter {
  if (id !== OF) return NO_FILTER
  return {
    language: INCIDENT_LANGUAGES.find((one) => one === language) ?? ANY,
    hazard: INCIDENT_HAZARDS.find((one) => one === hazard) ?? ANY,
  }
}

export function pathOf({ language, hazard }: IncidentFilter): string {
  return language === ANY && hazard === ANY ? '/incidents' : `/incidents/${OF}/${language}/${hazard}`
}

export function isShown(incident: { language: IncidentLanguage; hazard: IncidentHazard }, { language, hazard }: IncidentFilter): boolean {
  return (language === ANY || incident.language === language) && (hazard === ANY || incident.hazard === hazard)
}
