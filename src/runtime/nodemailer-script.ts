import * as all from 'nodemailer'
import { supply } from './supplies.ts'

export const nodemailer = { ...all }

supply({ modules: { nodemailer } })
